package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The query API over HTTP, as a client sees it. */
final class Api {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;

    Api(String base) {
        this.base = base;
    }

    int status(String path) {
        return send(path).statusCode();
    }

    /** An answer that must be good. */
    JsonNode get(String path) {
        HttpResponse<String> answer = send(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return parse(answer.body());
    }

    /** An answer, good or not. */
    JsonNode getAny(String path) {
        return parse(send(path).body());
    }

    /** All rows of a list, page by page. */
    List<JsonNode> rows(String path, int pageSize) {
        List<JsonNode> rows = new ArrayList<>();
        String sized = path + (path.contains("?") ? "&" : "?") + "pageSize=" + pageSize;
        String token = null;
        do {
            JsonNode page = get(token == null ? sized : sized + "&pageToken=" + encode(token));
            assertThat(page.path("rows").size()).isLessThanOrEqualTo(pageSize);
            page.path("rows").forEach(rows::add);
            token = page.path("nextPageToken").asText(null);
        } while (token != null);
        return rows;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts a body, whatever is answered. */
    HttpResponse<String> post(String path, String contentType, byte[] body) {
        return send(
                path,
                request ->
                        request.header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> send(String path) {
        return send(path, request -> request);
    }

    private HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> made) {
        try {
            return HTTP.send(
                    made.apply(HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
