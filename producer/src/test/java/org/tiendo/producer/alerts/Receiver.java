package org.tiendo.producer.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Somebody else's service: answers as it is told, and with 204 when it is told nothing more. */
public final class Receiver implements AutoCloseable {
    /** What came in. */
    public record Request(String path, Headers headers, JsonNode body) {
        public String step() {
            return body.path("taskId").asText() + " " + body.path("state").asText() + " "
                    + body.path("level").asText();
        }

        public String header(String name) {
            return headers.getFirst(name);
        }
    }

    private record Answer(int status, Map<String, String> headers, long afterMillis) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();

    private Receiver(HttpServer server) {
        this.server = server;
    }

    public static Receiver start() throws IOException {
        Receiver receiver =
                new Receiver(HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0));
        receiver.server.setExecutor(receiver.threads);
        receiver.server.createContext("/", receiver::answer);
        receiver.server.start();
        return receiver;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
        Answer answer;
        synchronized (this) {
            requests.add(new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
            answer = answers.isEmpty() ? new Answer(204, Map.of(), 0) : answers.removeFirst();
        }
        try {
            Thread.sleep(answer.afterMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), -1);
        exchange.close();
    }

    /** Answers the next requests so. */
    public synchronized Receiver thenAnswer(int... statuses) {
        for (int status : statuses) {
            answers.add(new Answer(status, Map.of(), 0));
        }
        return this;
    }

    public synchronized Receiver thenAnswer(int status, String header, String value) {
        answers.add(new Answer(status, Map.of(header, value), 0));
        return this;
    }

    public synchronized Receiver thenAnswerLate(int status, long afterMillis) {
        answers.add(new Answer(status, Map.of(), afterMillis));
        return this;
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    public synchronized List<String> steps() {
        return requests.stream().map(Request::step).toList();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + host() + "/hook";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
