package org.tiendo.producer.alerts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.v1.TaskAlert;

/** A registry that knows one schema, and at times answers 503. */
final class FlakyRegistry implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger failures = new AtomicInteger();
    private final byte[] schema;

    private FlakyRegistry(HttpServer server, int id) {
        this.server = server;
        this.schema = JsonNodeFactory.instance
                .objectNode()
                .put("subject", "tiendo.alerts.overdue-value")
                .put("version", 1)
                .put("id", id)
                .put(
                        "schema",
                        SchemaSetup.asPublished(TaskAlert.getClassSchema()).toString())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    static FlakyRegistry of(int id) throws IOException {
        FlakyRegistry registry =
                new FlakyRegistry(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), id);
        registry.server.createContext("/", registry::answer);
        registry.server.start();
        return registry;
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        byte[] body = fails ? "{\"error_code\":50003,\"message\":\"away\"}".getBytes(StandardCharsets.UTF_8) : schema;
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void failNext(int requests) {
        failures.set(requests);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
