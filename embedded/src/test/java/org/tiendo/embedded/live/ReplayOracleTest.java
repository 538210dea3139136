package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random histories go through replay and pipeline; every answer of the API equals what the design's rules give. */
class ReplayOracleTest {
    private static final int BATCHES = Integer.getInteger("tiendo.batches", 4);
    private static final int SEEDS_IN_BATCH = 6;
    private static final long USUAL_SEED = 1_000;
    private static final long FIRST_SEED = Long.getLong("tiendo.seed", USUAL_SEED);
    private static final Instant BEGINNING = Instant.parse("2024-10-07T01:00:00Z");
    private static final Duration BATCH = History.STRETCH.multipliedBy(History.STRETCHES + 1);

    private static LiveStack stack;

    private final Map<Long, ReferenceModel> models = new LinkedHashMap<>();
    private final Set<String> verdicts = new TreeSet<>();

    @BeforeAll
    static void start() {
        stack = LiveStack.start("oracle");
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everyAnswerOnARandomHistoryFollowsFromTheRules() {
        for (int batch = 0; batch < BATCHES; batch++) {
            // Given
            Instant start = BEGINNING.plus(BATCH.multipliedBy(batch));
            long firstOfBatch = FIRST_SEED + models.size();
            List<Long> seeds = LongStream.range(firstOfBatch, firstOfBatch + SEEDS_IN_BATCH)
                    .boxed()
                    .toList();
            List<History> histories =
                    seeds.stream().map(seed -> new History(seed, start)).toList();
            seeds.forEach(seed -> models.put(seed, new ReferenceModel()));
            // When
            for (int stretch = 0; stretch < History.STRETCHES; stretch++) {
                int number = stretch;
                publish(histories.stream()
                        .flatMap(history -> history.stretch(number).stream())
                        .sorted(Comparator.comparing(HistoryLine::at))
                        .toList());
            }
            if (batch % 2 == 0) {
                publish(List.of(lastTick(start.plus(BATCH))));
            }
            // Then
            verify(seeds);
        }
        verify(models.keySet());
        if (FIRST_SEED == USUAL_SEED) {
            assertThatNothingWasLeftOut();
        }
        assertThat(new DeadLetters(stack).sourcesAndKeys())
                .containsExactlyInAnyOrderElementsOf(models.values().stream()
                        .flatMap(model -> model.deadLetters.stream())
                        .toList());
    }

    /** An oracle is worth what it is asked: all refusals, verdicts and reasons have come up. */
    private void assertThatNothingWasLeftOut() {
        Set<String> refusals = new TreeSet<>();
        Set<String> alerts = new TreeSet<>();
        Set<Integer> levels = new TreeSet<>();
        models.forEach((seed, model) -> {
            model.refusals.forEach(refusal -> refusals.add(refusal.code()));
            model.alerts().forEach(alert -> alerts.add(alert.kind + " " + alert.reason));
            model.alerts().filter(alert -> alert.escalatedTo != null).forEach(alert -> levels.add(alert.level));
        });
        assertThat(refusals)
                .contains(
                        "BAD_ID",
                        "KEY_MISMATCH",
                        "PERCENT_OUT_OF_RANGE",
                        "NEGATIVE_FIGURE",
                        "NUMERATOR_ABOVE_DENOMINATOR",
                        "FUTURE_DATED",
                        "REPORT_ID_REUSED",
                        "TASK_CANCELLED",
                        "NOT_ASSIGNED",
                        "UNKNOWN_PERIOD",
                        "MISSING_FIGURE");
        assertThat(verdicts)
                .contains("NO_DATA", "MET_STRETCH", "MET_MINIMUM", "MISSED", "ON_TRACK", "OFF_TRACK", "BELOW", "null");
        assertThat(alerts)
                .contains(
                        "overdue null",
                        "overdue done",
                        "overdue extended",
                        "overdue cancelled",
                        "overdue moved",
                        "due-soon null",
                        "due-soon done",
                        "due-soon extended",
                        "due-soon cancelled",
                        "due-soon moved",
                        "silent null",
                        "silent reported",
                        "silent extended",
                        "silent cancelled",
                        "silent moved",
                        "indicator null",
                        "indicator reported",
                        "indicator extended",
                        "indicator cancelled",
                        "indicator moved");
        assertThat(levels).contains(2, 3);
    }

    private static HistoryLine lastTick(Instant at) {
        return HistoryLine.of(-1, at, "clock", null, History.object().put("at", at.toString()));
    }

    private void publish(List<HistoryLine> lines) {
        stack.replay(lines.stream().map(line -> line.json().toString()).toList());
        for (HistoryLine line : lines) {
            JsonNode json = Api.parse(line.json().toString());
            models.forEach((seed, model) -> {
                if (seed == line.seed()) {
                    model.apply(json);
                } else {
                    model.clock(line.at());
                }
            });
        }
        stack.awaitConsumed();
    }

    private void verify(Collection<Long> seeds) {
        await().atMost(LiveStack.PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            JsonNode everything = stack.api().get("/api/v1/accounting");
            assertThat(everything.path("meta").path("clock").asText())
                    .isEqualTo(models.get(FIRST_SEED).today().toString());
            assertThat(everything.path("received").asLong()).isEqualTo(total().get("received"));
        });
        // What is received may settle a moment later in the figures; an answer that stays wrong is wrong.
        List<String> wrong = new ArrayList<>();
        for (long seed : seeds) {
            List<String> found = differences(seed);
            for (int again = 0; again < 20 && !found.isEmpty(); again++) {
                pause();
                found = differences(seed);
            }
            wrong.addAll(found);
        }
        assertThat(wrong).isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> differences(long seed) {
        ReferenceModel model = models.get(seed);
        ApiAnswers actual = new ApiAnswers(stack.api(), "s" + seed + ".");
        ReferenceAnswers expected = new ReferenceAnswers(model);
        Differences differences = new Differences("seed " + seed);
        differences.compare("all units", model.tree.ids(), actual.units());
        differences.compare("total accounting", total(), actual.accounting(null));
        differences.compare("all tasks", expected.tasks(null), actual.tasks(null));
        model.tasks.forEach((id, task) -> {
            if (task.isDefined()) {
                differences.compare(id + " judgements", expected.judgements(task), actual.judgements(id));
            }
        });
        for (String unit : model.tree.ids()) {
            for (String by : List.of("plan", "category", "deadline", "child")) {
                differences.compare(unit + " kpi by " + by, expected.kpi(unit, by), actual.kpi(unit, by));
            }
            Map<String, Map<String, String>> indicators = expected.indicators(unit);
            indicators.values().forEach(row -> verdicts.add(row.get("verdict")));
            differences.compare(unit + " indicators", indicators, actual.indicators(unit));
            differences.compare(unit + " accounting", expected.accounting(unit), actual.accounting(unit));
            differences.compare(unit + " tasks", expected.tasks(unit), actual.tasks(unit));
            differences.compare(unit + " alerts", expected.alerts(unit), actual.alerts(unit));
            differences.compare(unit + " refusals", expected.refusals(unit), actual.refusals(unit));
        }
        return differences.found();
    }

    private Map<String, Long> total() {
        Map<String, Long> total = new LinkedHashMap<>();
        models.values()
                .forEach(model -> new ReferenceAnswers(model)
                        .accounting(null)
                        .forEach((name, count) -> total.merge(name, count, Long::sum)));
        return total;
    }
}
