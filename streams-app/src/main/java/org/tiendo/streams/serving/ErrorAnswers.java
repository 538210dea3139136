package org.tiendo.streams.serving;

import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong, as problem documents: every error leaves by this door. */
final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private ErrorAnswers() {}

    static void addTo(JavalinConfig javalin) {
        RoutesConfig routes = javalin.routes;
        routes.exception(Problem.class, (problem, http) -> Responses.send(http, problem));
        routes.exception(
                NotReady.class, (e, http) -> Responses.send(http, Problem.notReady(String.valueOf(e.getMessage()))));
        routes.exception(Elsewhere.class, ErrorAnswers::redirect);
        routes.exception(
                NotFoundResponse.class,
                (e, http) -> Responses.send(
                        http, Problem.of(404, "NO_SUCH_PATH", "Not found", "there is nothing at " + http.path())));
        routes.exception(MethodNotAllowedResponse.class, ErrorAnswers::methodNotAllowed);
        routes.exception(
                HttpResponseException.class,
                (e, http) -> Responses.send(
                        http,
                        Problem.of(e.getStatus(), "HTTP_" + e.getStatus(), "Refused", String.valueOf(e.getMessage()))));
        routes.exception(Exception.class, ErrorAnswers::unexpected);
    }

    /** The same path on the instance that holds the partition. */
    private static void redirect(Elsewhere elsewhere, Context http) {
        String query = http.queryString();
        String target =
                "http://" + elsewhere.server() + http.req().getRequestURI() + (query == null ? "" : "?" + query);
        http.status(307).header(Header.LOCATION, target);
    }

    private static void methodNotAllowed(MethodNotAllowedResponse e, Context http) {
        boolean written = e.getDetails().getOrDefault("availableMethods", "").contains("POST");
        http.header(Header.ALLOW, written ? "POST" : "GET, HEAD");
        String detail = http.path() + (written ? " takes POST only" : " can only be read");
        Responses.send(http, Problem.of(405, "METHOD_NOT_ALLOWED", "Method not allowed", detail));
    }

    /** A request that is refused before it reaches any query: its bytes are not HTTP as it should be. */
    static boolean ofMalformedRequest(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Problem problem = Problem.of(status, "HTTP_" + status, "Refused", "the request is not well formed");
        response.getHeaders().put(Header.CONTENT_TYPE, Responses.PROBLEM_TYPE);
        byte[] body = Json.bytes(Responses.json(problem, request.getHttpURI().getPath()));
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static void unexpected(Exception e, Context http) {
        LOG.error("query {} failed", http.path(), e);
        Responses.send(
                http, Problem.of(500, "INTERNAL", "Internal error", "the query failed; the server's log says why"));
    }
}
