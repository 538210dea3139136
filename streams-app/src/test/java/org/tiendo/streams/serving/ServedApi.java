package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.streams.access.Door;
import org.tiendo.streams.access.Holder;
import org.tiendo.streams.access.OpenDoor;

/** The API over stores in memory, asked through HTTP as its callers do. */
final class ServedApi implements AutoCloseable {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    final FakeReads reads = new FakeReads();
    final List<String> outsideReasons = new ArrayList<>();
    final FakeDoor door;

    /** Whom the door lets in, whatever they show. */
    volatile Holder holder = new Holder.OfEverything("admin");

    private final HttpClient client = HttpClient.newHttpClient();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final QueryServer server;

    ServedApi() {
        this(new FakeDoor());
    }

    ServedApi(FakeDoor door) {
        this.door = door;
        this.server = serve(authorization -> holder);
    }

    ServedApi(Door front) {
        this.door = new FakeDoor();
        this.server = serve(front);
    }

    private QueryServer serve(Door front) {
        return new QueryServer(
                        new ServingConfig("127.0.0.1", 0, Duration.ofMillis(100)),
                        reads,
                        metrics,
                        () -> outsideReasons,
                        door.open(metrics),
                        front)
                .start();
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send("GET", pathAndQuery);
    }

    HttpResponse<String> send(String method, String pathAndQuery) {
        return send(request(pathAndQuery).method(method, BodyPublishers.noBody()));
    }

    /** Posts reports; a type that is empty is not sent. */
    HttpResponse<String> post(String query, String contentType, byte[] body) {
        HttpRequest.Builder request = request("/api/v1/reports" + query).POST(BodyPublishers.ofByteArray(body));
        return send(contentType.isEmpty() ? request : request.header("Content-Type", contentType));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + pathAndQuery));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer of a query that succeeds. */
    JsonNode json(String query) {
        HttpResponse<String> response = get("/api/v1" + query);
        if (response.statusCode() != 200) {
            throw new AssertionError(query + " answered " + response.statusCode() + ": " + response.body());
        }
        return parse(response.body());
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** What starting on a port throws. */
    static Throwable failureOfStart(Reads reads, int port) {
        ServingConfig config = new ServingConfig("127.0.0.1", port);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (QueryServer server =
                new QueryServer(config, reads, metrics, List::of, new FakeDoor().open(metrics), new OpenDoor())) {
            return catchThrowable(server::start);
        }
    }

    List<Route> routes() {
        return server.routes();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
