package org.tiendo.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls of the query API of one instance, as a client with or without a liking for redirects makes them. */
final class ApiCalls {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient FOLLOWING =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final HttpClient STAYING = HttpClient.newHttpClient();

    private final String base;

    ApiCalls(int port) {
        this.base = "http://" + LoopbackPorts.HOST + ":" + port;
    }

    /** The status of the instance's own answer. */
    int status(String path) throws IOException, InterruptedException {
        return send(STAYING, path).statusCode();
    }

    /** The answer, wherever it comes from; an error's document too. */
    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(FOLLOWING, path).body());
    }

    boolean isReady() throws IOException, InterruptedException {
        return status("/health/ready") == 200;
    }

    private HttpResponse<String> send(HttpClient client, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
