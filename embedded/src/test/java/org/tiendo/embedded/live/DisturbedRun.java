package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must be so after a pipeline was disturbed: its answers are those of the reference model on the same lines. */
final class DisturbedRun {
    private final List<String> lines = new ArrayList<>();

    /** Notes lines that were published. */
    List<String> sent(List<String> published) {
        lines.addAll(published);
        return published;
    }

    long reports() {
        return lines.stream()
                .filter(line -> line.contains("\"tiendo.progress\""))
                .count();
    }

    void verify(Api api) {
        ReferenceModel model = new ReferenceModel();
        lines.forEach(line -> model.apply(Api.parse(line)));
        ReferenceAnswers expected = new ReferenceAnswers(model);
        ApiAnswers actual = new ApiAnswers(api, "");
        await().atMost(LiveStack.PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Differences differences = new Differences("after the disturbance");
            differences.compare("everything", expected.accounting(null), actual.accounting(null));
            for (String unit : model.tree.ids()) {
                for (String by : List.of("plan", "category", "deadline", "child")) {
                    differences.compare(unit + " by " + by, expected.kpi(unit, by), actual.kpi(unit, by));
                }
                differences.compare(unit + " accounting", expected.accounting(unit), actual.accounting(unit));
                differences.compare(unit + " tasks", expected.tasks(unit), actual.tasks(unit));
                differences.compare(unit + " alerts", expected.alerts(unit), actual.alerts(unit));
            }
            assertThat(differences.found()).isEmpty();
        });
        assertBalanced(api);
        assertThat(Recomputation.check(api, "u0", childrenOfRoot(model)).found())
                .isEmpty();
    }

    private static Map<String, String> childrenOfRoot(ReferenceModel model) {
        Map<String, String> children = new HashMap<>();
        for (String unit : model.tree.ids()) {
            String child = unit;
            String parent = model.tree.parent(unit, model.today());
            while (parent != null && !parent.equals("u0")) {
                child = parent;
                parent = model.tree.parent(child, model.today());
            }
            children.put(unit, parent == null ? "self" : child);
        }
        return children;
    }

    static void assertBalanced(Api api) {
        JsonNode sums = api.get("/api/v1/accounting");
        assertThat(sums.path("counted").asLong()
                        + sums.path("superseded").asLong()
                        + sums.path("duplicate").asLong()
                        + sums.path("rejected").asLong()
                        + sums.path("parked").asLong())
                .isEqualTo(sums.path("received").asLong());
    }
}
