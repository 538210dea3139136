package org.tiendo.producer.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.alerts.RetryAfter;

/**
 * Asks a gateway's API and turns its problem documents into exceptions that can be shown as they are. An instance may
 * send a question on to another one that holds the answer; a token follows only on the same machine.
 */
public final class ApiClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);
    private static final int MOST_REDIRECTS = 3;
    private static final int SEE_OTHER_HOLDER = 307;
    private static final String LARGEST_PAGE = "1000";

    private final GatewayAddress gateway;
    private final @Nullable AccessToken token;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    /** @param token null where the gateway asks for none */
    public ApiClient(GatewayAddress gateway, @Nullable AccessToken token) {
        this(gateway, token, USUAL_PATIENCE);
    }

    /** @param patience how long a gateway that is busy or not ready is asked again */
    public ApiClient(GatewayAddress gateway, @Nullable AccessToken token, Duration patience) {
        this.gateway = gateway;
        this.token = token;
        this.patience = patience;
    }

    /** One that asks the same gateway with another patience. */
    public ApiClient withPatience(Duration other) {
        return new ApiClient(gateway, token, other);
    }

    public GatewayAddress gateway() {
        return gateway;
    }

    /** One part of a path, such as an id. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks for one answer.
     *
     * @param path below {@code /api/v1}, its ids made by {@link #segment}
     * @throws BadInputException when the gateway knows no such thing or takes no such question
     * @throws OperationFailedException when it cannot be asked, does not allow it, or fails
     */
    public JsonNode get(String path, Map<String, String> parameters) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            ApiAnswer answer = ask(path, parameters);
            if (answer.isGood()) {
                return answer.body();
            }
            Duration pause = answer.retryAfter().plusMillis(100);
            if (!answer.isPassing() || System.nanoTime() + pause.toNanos() > until) {
                throw failure(answer);
            }
            sleep(pause);
        }
    }

    /** Asks for all rows of a list; see {@link #get}. */
    public Listing list(String path, Map<String, String> parameters) {
        List<JsonNode> rows = new ArrayList<>();
        Map<String, String> asked = new LinkedHashMap<>(parameters);
        asked.put("pageSize", LARGEST_PAGE);
        while (true) {
            JsonNode page = get(path, asked);
            page.path("rows").forEach(rows::add);
            String next = page.path("nextPageToken").asText("");
            if (next.isEmpty()) {
                return new Listing(rows, page.path("meta"));
            }
            asked.put("pageToken", next);
        }
    }

    private ApiAnswer ask(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(each -> segment(each.getKey()) + "=" + segment(each.getValue()))
                .collect(Collectors.joining("&"));
        URI url = gateway.api(path + (query.isEmpty() ? "" : "?" + query));
        try {
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                HttpResponse<byte[]> response = send(HttpRequest.newBuilder(url).GET(), ANSWER_WITHIN);
                if (response.statusCode() != SEE_OTHER_HOLDER) {
                    return answer(response);
                }
                url = url.resolve(response.headers().firstValue("Location").orElse(""));
                requireFollowable(url);
            }
        } catch (IOException e) {
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("interrupted while asking " + gateway, e);
        }
        throw new OperationFailedException(gateway + " sends questions round in a circle. Try again in a moment");
    }

    private void requireFollowable(URI url) {
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!web || (token != null && !gateway.isSameHost(url))) {
            throw new OperationFailedException("the answer is held by " + url.getScheme() + "://" + url.getAuthority()
                    + ", to which the token is not sent. Ask there: --gateway");
        }
    }

    /**
     * Posts a document.
     *
     * @throws IOException when there is no answer
     */
    ApiAnswer post(String path, byte[] json, Duration within) throws IOException, InterruptedException {
        return answer(send(
                HttpRequest.newBuilder(gateway.api(path))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(json)),
                within));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request, Duration within)
            throws IOException, InterruptedException {
        request.timeout(within).header("Accept", "application/json").header("User-Agent", "tiendo");
        if (token != null) {
            request.header("Authorization", token.authorization());
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static ApiAnswer answer(HttpResponse<byte[]> response) throws IOException {
        String asked = response.headers().firstValue("Retry-After").orElse("");
        Duration pause = RetryAfter.of(asked, InstantSource.system().instant());
        try {
            JsonNode body = JSON.readTree(response.body());
            return new ApiAnswer(response.statusCode(), pause, body == null ? MissingNode.getInstance() : body);
        } catch (JsonProcessingException e) {
            if (response.statusCode() / 100 == 2) {
                throw new IOException("the answer is not JSON: is --gateway the address of Tiendo?", e);
            }
            return new ApiAnswer(response.statusCode(), pause, MissingNode.getInstance());
        }
    }

    private RuntimeException failure(ApiAnswer answer) {
        return switch (answer.status()) {
            case 400, 404, 413, 422 -> new BadInputException(gateway + ": " + answer.detail());
            case 401, 403 -> new OperationFailedException(adviceOnAccess(answer));
            case 429, 503 -> new OperationFailedException(gateway + " is not ready: " + answer.detail());
            default -> new OperationFailedException(gateway + " failed: " + answer.detail() + ". Try again later");
        };
    }

    /** Who may not get in, and what to do. */
    String adviceOnAccess(ApiAnswer answer) {
        if (token == null) {
            return gateway + " wants a token: " + answer.detail()
                    + ". Put it into a file and name the file in $TIENDO_TOKEN_FILE";
        }
        return answer.status() == 401
                ? gateway + " does not accept the token: " + answer.detail()
                        + ". Check $TIENDO_TOKEN_FILE; where it has expired, ask for a new one"
                : gateway + " does not allow this to the token: " + answer.detail()
                        + ". Use the token of the unit itself or of one above it";
    }

    OperationFailedException unreachable(IOException e) {
        return new OperationFailedException(adviceOn(e), e);
    }

    String adviceOn(IOException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return gateway + " cannot be reached (" + reason + "). Check that it runs and that --gateway is right";
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("interrupted while waiting for " + gateway, e);
        }
    }
}
