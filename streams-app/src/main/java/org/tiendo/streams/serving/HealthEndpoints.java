package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** For those who run Tiendo: is it alive, may it be asked, what does it measure. */
final class HealthEndpoints {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Reads reads;
    private final Supplier<List<String>> outsideReasons;
    private final Supplier<List<String>> notes;
    private final PrometheusMeterRegistry metrics;

    /** @param notes what is told although it makes nothing unready */
    HealthEndpoints(
            Reads reads,
            Supplier<List<String>> outsideReasons,
            Supplier<List<String>> notes,
            PrometheusMeterRegistry metrics) {
        this.reads = reads;
        this.outsideReasons = outsideReasons;
        this.notes = notes;
        this.metrics = metrics;
    }

    void addTo(RoutesConfig routes) {
        Responses.answerTo(routes, "/health/live", this::live);
        Responses.answerTo(routes, "/health/ready", this::ready);
        Responses.answerTo(
                routes,
                "/metrics",
                AccessGate.forAdministrators(
                        http -> http.contentType(METRICS_TYPE).result(metrics.scrape())));
    }

    private void live(Context http) {
        Responses.sendJson(http, Json.object().put("status", "live"));
    }

    private void ready(Context http) {
        List<String> reasons = Stream.concat(reads.unreadiness().stream(), outsideReasons.get().stream())
                .toList();
        ObjectNode body = Json.object().put("status", reasons.isEmpty() ? "ready" : "not-ready");
        body.set("reasons", Json.texts(reasons));
        List<String> known = notes.get();
        if (!known.isEmpty()) {
            body.set("notes", Json.texts(known));
        }
        if (!reasons.isEmpty()) {
            http.status(503).header("Retry-After", Responses.RETRY_AFTER_SECONDS);
        }
        Responses.sendJson(http, body);
    }
}
