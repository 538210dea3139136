package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Puts answers and problems into HTTP. */
final class Responses {
    static final String JSON_TYPE = "application/json; charset=utf-8";
    static final String CSV_TYPE = "text/csv; charset=utf-8";
    static final String PROBLEM_TYPE = "application/problem+json; charset=utf-8";

    static final String RETRY_AFTER_SECONDS = "1";

    private Responses() {}

    /** Answers GET, and HEAD with the same status and headers: by itself Javalin would answer HEAD with an empty 200. */
    static void answerTo(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    static void send(Context http, Query query, Answer answer) {
        if (answer instanceof Answer.One one) {
            sendJson(http, one.body().set("meta", one.meta().toJson()));
        } else if (answer instanceof Answer.Many many && query.format() == Format.CSV) {
            sendCsv(http, query, many);
        } else if (answer instanceof Answer.Many many) {
            sendJson(http, listOf(many));
        }
    }

    private static ObjectNode listOf(Answer.Many many) {
        ObjectNode body = Json.object();
        body.setAll(many.head());
        body.set("rows", Json.array(many.page().rows()));
        body.setAll(many.tail());
        if (many.page().nextPageToken() != null) {
            body.put("nextPageToken", many.page().nextPageToken());
        }
        return body.set("meta", many.meta().toJson());
    }

    static void sendJson(Context http, ObjectNode body) {
        http.contentType(JSON_TYPE).result(Json.bytes(body));
    }

    /** A table has no room for meta and the next page: they go into headers. */
    private static void sendCsv(Context http, Query query, Answer.Many many) {
        ObjectNode meta = many.meta().toJson();
        http.header("Tiendo-Data-Through", meta.path("dataThrough").asText(""));
        http.header("Tiendo-Clock", meta.path("clock").asText(""));
        http.header("Tiendo-Tree-Version", meta.path("treeVersion").asText(""));
        http.header("Tiendo-Partial", meta.path("partial").asText(""));
        http.header("Tiendo-Missing-Partitions", meta.path("missingPartitions").toString());
        String next = many.page().nextPageToken();
        if (next != null) {
            http.header("Tiendo-Next-Page-Token", next);
            http.header("Link", "<" + query.target(next) + ">; rel=\"next\"");
        }
        http.contentType(CSV_TYPE).result(Csv.bytes(many.columns(), many.page().rows()));
    }

    static void send(Context http, Problem problem) {
        send(http, problem, json(problem, http.path()));
    }

    /** Sends a problem whose document says more than every problem's does. */
    static void send(Context http, Problem problem, ObjectNode document) {
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()
                || problem.status() == HttpStatus.TOO_MANY_REQUESTS.getCode()) {
            http.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        http.status(problem.status()).contentType(PROBLEM_TYPE).result(Json.bytes(document));
    }

    static ObjectNode json(Problem problem, @Nullable String instance) {
        ObjectNode json = Json.object();
        json.put("type", "about:blank");
        json.put("title", problem.title());
        json.put("status", problem.status());
        json.put("code", problem.code());
        json.put("detail", problem.detail());
        json.put("instance", instance);
        if (problem.parameter() != null) {
            json.put("parameter", problem.parameter());
        }
        return json;
    }
}
