package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.simulation.HistoryEvent;
import org.tiendo.producer.simulation.SampleMembers;
import org.tiendo.producer.simulation.Simulation;
import org.tiendo.producer.simulation.SimulationPublisher;

/** The clock is an input: reading the whole history again gives the same alerts, record by record. */
class AlertReplayLiveTest {
    private static final Instant END = Instant.parse("2026-11-20T17:00:00Z");

    @Test
    void aFreshApplicationIdWritesTheSameAlertsAsTheFirstRunDid() {
        try (LiveStack stack = LiveStack.start("again")) {
            try (AlertLog alerts = new AlertLog(stack.connection())) {
                // Given the demo's history, published while the pipeline runs
                List<HistoryEvent> history = new Simulation(
                                SampleMembers.addedTo(PlanCatalogue.bundled()), Simulation.USUAL_SEED)
                        .history(END);
                new SimulationPublisher(stack.producer()).publish(history, line -> {});
                awaitClock(stack);
                Map<String, List<String>> first = alerts.takeUntilQuiet();

                // When
                stack.stopApp();
                stack.deleteState();
                stack.startApp("tiendo-again");
                awaitClock(stack);
                Map<String, List<String>> again = alerts.takeUntilQuiet();

                // Then
                assertThat(topicsOf(first)).hasSize(4);
                assertThat(differences(first, again)).isEmpty();
            }
        }
    }

    private static void awaitClock(LiveStack stack) {
        await().atMost(LiveStack.PATIENCE).until(() -> {
            String through = stack.api()
                    .get("/api/v1/accounting")
                    .path("meta")
                    .path("dataThrough")
                    .asText("");
            return !through.isEmpty() && !Instant.parse(through).isBefore(END);
        });
    }

    /** The first few alerts that are not the same, so that a failure can be read. */
    private static List<String> differences(Map<String, List<String>> first, Map<String, List<String>> again) {
        return Stream.concat(first.keySet().stream(), again.keySet().stream())
                .distinct()
                .filter(key -> !first.getOrDefault(key, List.of()).equals(again.getOrDefault(key, List.of())))
                .map(key -> key + "\n first " + first.get(key) + "\n again " + again.get(key))
                .limit(10)
                .toList();
    }

    private static Stream<String> topicsOf(Map<String, List<String>> alerts) {
        return alerts.keySet().stream().map(key -> key.split(" ")[0]).distinct();
    }
}
