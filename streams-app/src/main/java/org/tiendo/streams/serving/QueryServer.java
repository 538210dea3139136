package org.tiendo.streams.serving;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.tiendo.streams.access.Door;

/** Answers queries over HTTP: the API under {@code /api/v1}, health and metrics at the root. */
public final class QueryServer implements AutoCloseable {
    private static final String API = "/api/v1";
    private static final int MOST_THREADS = 64;
    private static final int FEWEST_THREADS = 4;
    private static final long LARGEST_REQUEST_BYTES = 64 * 1024;

    private final ServingConfig config;
    private final Patience patience;
    private final PrometheusMeterRegistry metrics;
    private final HealthEndpoints health;
    private final AccessGate gate;
    private final List<Resource> resources;
    private final ReportsDoor reports;
    private final Javalin http;

    /**
     * Prepares the server; {@link #start} opens its port.
     *
     * @param metrics what {@code /metrics} shows; requests are timed into it
     * @param outsideReasons reasons beyond the stores why this instance is not ready, such as a registry that cannot be
     *     reached; empty when there are none
     * @param reports takes reports in
     * @param door lets requests in
     */
    public QueryServer(
            ServingConfig config,
            Reads reads,
            PrometheusMeterRegistry metrics,
            Supplier<List<String>> outsideReasons,
            ReportsDoor reports,
            Door door) {
        this.reports = reports;
        this.config = config;
        this.patience = new Patience(config.patience());
        this.metrics = metrics;
        this.health = new HealthEndpoints(reads, outsideReasons, reports::notes, metrics);
        this.gate = new AccessGate(door, reads);
        this.resources = List.of(
                new UnitsResource(),
                new KpiResource(),
                new IndicatorsResource(),
                new IndicatorResource(),
                new TasksResource(),
                new TaskResource(),
                new AlertsResource(),
                new RejectionsResource(),
                new AccountingResource());
        this.http = Javalin.create(this::configure);
    }

    /**
     * Opens the port.
     *
     * @throws UncheckedIOException when the port is taken
     */
    public QueryServer start() {
        try {
            http.start(config.host(), config.port());
        } catch (JavalinBindException e) {
            BindException taken = new BindException("cannot listen on " + config.host() + ":" + config.port()
                    + ": the port is taken or not allowed; choose another one");
            taken.initCause(e);
            throw new UncheckedIOException(taken);
        }
        return this;
    }

    /** Every query that is answered. */
    List<Route> routes() {
        return resources.stream().map(Resource::routes).flatMap(List::stream).toList();
    }

    /** The port in use. */
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.stop();
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.http.prefer405over404 = true;
        javalin.http.maxRequestSize = LARGEST_REQUEST_BYTES;
        javalin.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        javalin.jetty.modifyHttpConfiguration(jetty -> jetty.setSendServerVersion(false));
        javalin.jetty.modifyServer(jetty -> jetty.setErrorHandler(ErrorAnswers::ofMalformedRequest));
        javalin.requestLogger.http((request, millis) -> time(request, millis));
        ErrorAnswers.addTo(javalin);
        RoutesConfig routes = javalin.routes;
        routes.before(
                request -> request.header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-store"));
        gate.addTo(routes);
        health.addTo(routes);
        reports.addTo(routes, API, patience);
        routes().forEach(route -> add(routes, route));
    }

    private void add(RoutesConfig routes, Route route) {
        Responses.answerTo(routes, API + route.path(), request -> {
            Query query = new Query(
                    gate.audienceOf(request),
                    request.path(),
                    request.pathParamMap(),
                    QueryString.parse(request.queryString()),
                    route.parameters());
            Answer answer = patience.ask(() -> route.endpoint().answer(query, gate.readsFor(request)));
            Responses.send(request, query, answer);
        });
    }

    private void time(Context request, float millis) {
        metrics.timer("tiendo.http.requests", "status", String.valueOf(request.statusCode()))
                .record(Duration.ofNanos((long) (millis * 1_000_000)));
    }
}
