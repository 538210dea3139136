package org.tiendo.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The query API as a client reads it. */
final class ApiReads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiReads(String url) {
        this.url = url;
    }

    /** What a path answers; a missing node where there is no answer yet, as for a unit in its first moments. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : MissingNode.getInstance();
    }

    /** A figure of a unit's total; 0 where there is no answer yet. */
    long total(String unitId, String figure) throws IOException, InterruptedException {
        return get("/api/v1/units/" + unitId + "/kpi?by=plan")
                .at("/total/" + figure)
                .asLong();
    }
}
