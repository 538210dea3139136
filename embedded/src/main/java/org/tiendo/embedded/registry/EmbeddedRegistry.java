package org.tiendo.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.embedded.LoopbackPorts;
import org.tiendo.embedded.SafeFile;

/** The registry's HTTP server, reachable from this machine only; its port is written down and used again. */
public final class EmbeddedRegistry implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final int THREADS = 4;

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, EmbeddedRegistry::worker);
    private final RegistryService service;
    private final RegistryRoutes routes;
    private final HttpServer server;

    private EmbeddedRegistry(RegistryService service, HttpServer server) {
        this.service = service;
        this.routes = new RegistryRoutes(service);
        this.server = server;
        server.setExecutor(workers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param directory its own directory, made if missing */
    public static EmbeddedRegistry start(Path directory) {
        try {
            Files.createDirectories(directory);
            RegistryService service = RegistryService.open(directory.resolve("schemas.ndjson"));
            return new EmbeddedRegistry(service, listen(directory.resolve("port")));
        } catch (IOException e) {
            throw new UncheckedIOException("the registry did not start on " + directory + ": " + e.getMessage(), e);
        }
    }

    public String url() {
        return "http://" + LoopbackPorts.HOST + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException("could not close the registry's journal", e);
        }
    }

    private static HttpServer listen(Path portFile) throws IOException {
        // The JDK's server otherwise waits for acknowledgements before it sends a body.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        int remembered = rememberedPort(portFile);
        int port = LoopbackPorts.isFree(remembered) ? remembered : 0;
        HttpServer server = HttpServer.create(LoopbackPorts.address(port), 0);
        SafeFile.replace(portFile, server.getAddress().getPort() + "\n");
        return server;
    }

    /** The port of last time, or 0, which stands for any. */
    private static int rememberedPort(Path portFile) throws IOException {
        if (!Files.exists(portFile)) {
            return 0;
        }
        try {
            return Integer.parseInt(Files.readString(portFile).strip());
        } catch (NumberFormatException e) {
            LOG.warn("{} does not hold a port: choosing a new one", portFile);
            return 0;
        }
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "registry-http");
        thread.setDaemon(true);
        return thread;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                send(exchange, 200, routes.answer(read(exchange)));
            } catch (RegistryException e) {
                sendError(exchange, e.status(), e.code(), e.text());
            } catch (RuntimeException e) {
                LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                sendError(exchange, 500, 500, "Internal error: " + e);
            }
        }
    }

    private RegistryRoutes.Request read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        List<String> path = Arrays.stream(uri.getRawPath().split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
        return new RegistryRoutes.Request(exchange.getRequestMethod(), path, query(uri), body(exchange));
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw RegistryException.badRequest("the body is over " + MAX_BODY_BYTES + " bytes");
        }
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return json.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw RegistryException.badRequest("the body is not JSON: " + e.getOriginalMessage());
        }
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw RegistryException.badRequest("not a URL: " + e.getMessage());
        }
    }

    private void sendError(HttpExchange exchange, int status, int code, String message) throws IOException {
        send(exchange, status, Map.of("error_code", code, "message", message));
    }

    private void send(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] bytes = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        boolean head = "HEAD".equals(exchange.getRequestMethod());
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
