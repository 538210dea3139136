package org.tiendo.producer.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** A gateway on a free port of this machine that answers as it is told and remembers what it was asked. */
public final class FakeGateway implements AutoCloseable {
    /**
     * An answer.
     *
     * @param header {@code Name: value}, empty for none
     */
    public record Reply(int status, String header, String body) {
        public static Reply ok(String body) {
            return new Reply(200, "", body);
        }

        public static Reply problem(int status, String detail) {
            return new Reply(status, "Retry-After: 0", "{\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
        }
    }

    /** What it was asked. */
    public record Request(String method, String target, String authorization, String body) {}

    private final HttpServer server;
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<Request, Reply> replies;

    public FakeGateway(Function<Request, Reply> replies) {
        this.replies = replies;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                authorization == null ? "" : authorization,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(request);
        Reply reply = replies.apply(request);
        if (!reply.header().isEmpty()) {
            String[] header = reply.header().split(": ", 2);
            exchange.getResponseHeaders().add(header[0], header[1]);
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public void answers(Function<Request, Reply> newReplies) {
        replies = newReplies;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
