package org.tiendo.producer.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;

/** Compares a topic as found on the broker with the contract: what would lose history or misplace keys is a problem. */
final class TopicCheck {
    private static final List<String> CHECKED = List.of("cleanup.policy", "retention.ms", RecordTimestamps.SETTING);

    private static final String MISSING = "missing";

    private final int spread;
    private final @Nullable RecordTimestamps timestamps;

    /** @param timestamps whose time input topics must carry; null for either */
    TopicCheck(int spread, @Nullable RecordTimestamps timestamps) {
        this.spread = spread;
        this.timestamps = timestamps;
    }

    /**
     * @param partitions how many partitions it has
     * @param config its settings on the broker, by their Kafka names
     */
    List<TopicProblem> check(Topic topic, int partitions, Map<String, String> config) {
        List<TopicProblem> problems = new ArrayList<>();
        int expected = topic.partitions(spread);
        if (partitions != expected) {
            problems.add(new TopicProblem(
                    topic.name(),
                    "number of partitions",
                    String.valueOf(partitions),
                    String.valueOf(expected),
                    topic.onePartition()
                            ? "One partition must hold all: make the topic anew and publish again"
                            : "Keys are placed by it, so it never changes: set --partitions to what was chosen at first,"
                                    + " or make the topics anew and replay"));
        }
        Map<String, String> wanted = timestamps == null ? topic.config() : timestamps.configOf(topic);
        for (String name : CHECKED) {
            String value = wanted.get(name);
            String found = config.getOrDefault(name, "unset");
            if (value != null && !value.equals(found)) {
                problems.add(new TopicProblem(
                        topic.name(),
                        name,
                        found,
                        value,
                        "Set it: kafka-configs.sh --alter --topic " + topic.name() + " --add-config " + name + "="
                                + value));
            }
        }
        return problems;
    }

    /** A topic that is not there. */
    TopicProblem missing(Topic topic) {
        return new TopicProblem(
                topic.name(),
                "topic",
                MISSING,
                topic.partitions(spread) + " partitions",
                "Create it: tiendo topics --create");
    }

    static boolean isMissing(TopicProblem problem) {
        return problem.found().equals(MISSING);
    }
}
