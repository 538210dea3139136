package org.tiendo.streams.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.internal.Source;
import org.tiendo.internal.WaitingDefinition;
import org.tiendo.streams.contract.Keys;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskDefinition;

/**
 * Holds back definitions that begin on their plan's day of issue while the plan is not known here. A plan lies in one
 * partition and is relayed to the others, so its tasks may well be read first; judged without it, they would refuse
 * reports on periods that they have. Where no plan comes they are judged without one.
 */
final class WaitingDesk {
    /** Pauses after which a definition no longer waits: three seconds, with the usual settling. */
    static final int MOST_PAUSES = 30;

    private final LifecycleStores stores;
    private final DefinitionDesk definitions;
    private final PlanDesk plans;

    /** Keys of what waits, with the pauses it has waited here. */
    private final Map<String, Integer> pauses = new HashMap<>();

    WaitingDesk(LifecycleStores stores, DefinitionDesk definitions, PlanDesk plans) {
        this.stores = stores;
        this.definitions = definitions;
        this.plans = plans;
        try (KeyValueIterator<String, WaitingDefinition> left = stores.waiting().all()) {
            left.forEachRemaining(entry -> pauses.put(entry.key, 0));
        }
    }

    /** Publishes a task, now or when its plan is known. */
    void receive(TaskDefinition task, Source source) {
        Deadline deadline = task.getDeadline();
        boolean followsPlan = deadline.getKind() == DeadlineKind.RECURRING && deadline.getFrom() == null;
        if (waits(task.getPlanId(), task.getTaskId(), followsPlan)) {
            hold(task.getPlanId(), task.getTaskId(), new WaitingDefinition(task, null, source));
        } else {
            definitions.publish(task, source);
        }
    }

    /** Publishes an indicator, now or when its plan is known. */
    void receive(Indicator indicator, Source source) {
        if (waits(indicator.getPlanId(), indicator.getIndicatorId(), indicator.getFrom() == null)) {
            hold(indicator.getPlanId(), indicator.getIndicatorId(), new WaitingDefinition(null, indicator, source));
        } else {
            plans.publish(indicator, source);
        }
    }

    /** What is published again while an older version waits must wait behind it. */
    private boolean waits(String planId, String id, boolean followsPlan) {
        boolean unknown = stores.plans().get(planId) == null;
        return (followsPlan && unknown) || pauses.keySet().stream().anyMatch(key -> key.split("\\|", -1)[2].equals(id));
    }

    private void hold(String planId, String id, WaitingDefinition waiting) {
        Source source = waiting.getSource();
        String key = Ids.join(
                planId, Keys.sortable(source.getReceivedAt().toEpochMilli()), id, Keys.sortable(source.getOffset()));
        stores.waiting().put(key, waiting);
        pauses.put(key, 0);
    }

    /** Publishes what waited for a plan, in the order in which it came. */
    void release(String planId) {
        List<KeyValue<String, WaitingDefinition>> released = new ArrayList<>();
        try (KeyValueIterator<String, WaitingDefinition> entries =
                stores.waiting().range(Keys.first(planId), Keys.last(planId))) {
            entries.forEachRemaining(released::add);
        }
        released.forEach(entry -> publish(entry.key, entry.value));
    }

    /**
     * Notes a pause, and publishes what has waited long enough.
     *
     * @return true when nothing waits any more
     */
    boolean pause() {
        pauses.replaceAll((key, waited) -> waited + 1);
        List<String> done = pauses.entrySet().stream()
                .filter(entry -> entry.getValue() >= MOST_PAUSES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        for (String key : done) {
            WaitingDefinition waiting = stores.waiting().get(key);
            if (waiting == null) {
                throw new IllegalStateException("nothing waits under " + key);
            }
            publish(key, waiting);
        }
        return pauses.isEmpty();
    }

    private void publish(String key, WaitingDefinition waiting) {
        stores.waiting().delete(key);
        pauses.remove(key);
        @Nullable TaskDefinition task = waiting.getTask();
        @Nullable Indicator indicator = waiting.getIndicator();
        if (task != null) {
            definitions.publish(task, waiting.getSource());
        } else if (indicator != null) {
            plans.publish(indicator, waiting.getSource());
        }
    }
}
