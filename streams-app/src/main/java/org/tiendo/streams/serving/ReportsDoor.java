package org.tiendo.streams.serving;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tiendo.streams.gateway.FileReports;
import org.tiendo.streams.gateway.Incoming;
import org.tiendo.streams.gateway.Intake;
import org.tiendo.streams.gateway.IntakeFullException;
import org.tiendo.streams.gateway.ItemResult;

/** {@code POST /api/v1/reports}: the way in for those who have no Kafka client. */
public final class ReportsDoor implements AutoCloseable {
    private static final Set<String> PARAMETERS = Stream.concat(
                    Stream.of("wait", "waitMillis"), ReportBody.PARAMETERS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private final Intake intake;
    private final ReportBody bodies;
    private final ShownWatch watch;
    private final AnswerThreads answers = new AnswerThreads();
    private final MeterRegistry metrics;
    private final Supplier<List<String>> notes;

    /**
     * A door.
     *
     * @param intake where reports go on from here; whoever made it closes it
     * @param files reads files that are uploaded
     * @param trail says whether a report shows
     * @param metrics counts reports by what became of them
     * @param notes what readiness tells of this door without being unready for it
     */
    public ReportsDoor(
            Intake intake,
            FileReports files,
            Trail trail,
            InstantSource time,
            MeterRegistry metrics,
            Supplier<List<String>> notes) {
        this.intake = intake;
        this.bodies = new ReportBody(files, time);
        this.watch = new ShownWatch(trail, time);
        this.metrics = metrics;
        this.notes = notes;
        metrics.gauge("tiendo.gateway.waiting", intake, Intake::onTheirWay);
    }

    void addTo(RoutesConfig routes, String api, Patience patience) {
        routes.post(api + "/reports", http -> post(http, patience));
    }

    /** What is to be known of it; empty when all is well. */
    List<String> notes() {
        return notes.get();
    }

    private void post(Context http, Patience patience) {
        answers.refuseMany();
        Query query = new Query("", http.path(), Map.of(), QueryString.parse(http.queryString()), PARAMETERS);
        Wait wait = Wait.of(query);
        List<Incoming> items = bodies.read(http, query);
        wait.refuseMany(items.size());
        Map<String, Boolean> spokenFor = spokenFor(Caller.of(http), items, patience);
        // Whichever thread completes the future goes on to write the answer: a failure, too, changes threads here.
        http.future(() -> answer(items, spokenFor, wait)
                .whenCompleteAsync(
                        (followed, failure) -> {
                            if (failure == null) {
                                followed.forEach(each -> count(each.result()));
                                ReportsAnswer.send(http, followed);
                            }
                        },
                        answers));
    }

    private CompletableFuture<List<Followed>> answer(List<Incoming> items, Map<String, Boolean> spokenFor, Wait wait) {
        if (!wait.isWanted()) {
            return take(items, spokenFor)
                    .thenApply(
                            results -> results.stream().map(Followed::unasked).toList());
        }
        ShownWatch.Place place = watch.take();
        try {
            return take(items, spokenFor)
                    .thenCompose(results -> place.follow(results, wait.atMost()))
                    .whenComplete((followed, failure) -> place.close());
        } catch (RuntimeException e) {
            place.close();
            throw e;
        }
    }

    private CompletableFuture<List<ItemResult>> take(List<Incoming> items, Map<String, Boolean> spokenFor) {
        try {
            return intake.take(items, unitId -> spokenFor.getOrDefault(unitId, false));
        } catch (IntakeFullException e) {
            throw Problem.of(429, "BUSY", "Too many requests", e.getMessage() + "; send them again in a moment");
        }
    }

    /** Asked here and now, where a tree that is not ready can still be answered as such. */
    private static Map<String, Boolean> spokenFor(Caller caller, List<Incoming> items, Patience patience) {
        return patience.ask(() -> {
            Map<String, Boolean> units = new HashMap<>();
            for (Incoming item : items) {
                if (item instanceof Incoming.Legible readable) {
                    units.computeIfAbsent(readable.report().getUnitId(), caller::speaksFor);
                }
            }
            return units;
        });
    }

    private void count(ItemResult result) {
        metrics.counter("tiendo.gateway.reports", "status", ReportsAnswer.status(result.outcome()))
                .increment();
    }

    /** Answers those that wait with what is known. */
    @Override
    public void close() {
        watch.close();
        answers.close();
    }
}
