package org.tiendo.streams.lifecycle;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
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
    /** Pauses after which a definition no longer waits: five seconds, with the usual settling. */
    static final int MOST_PAUSES = 50;

    private final LifecycleStores stores;
    private final DefinitionDesk definitions;
    private final PlanDesk plans;

    /** What waits, by key: the versions of one task or indicator follow one another. Few do, and not for long. */
    private final NavigableMap<String, Waiting> waiting = new TreeMap<>();

    /** Number of the next one to wait: an indicator and its reporting task have one id, and come in one order. */
    private long next;

    /** One version, and the pauses it has waited here. */
    private static final class Waiting {
        private final WaitingDefinition definition;
        private int pauses;

        Waiting(WaitingDefinition definition) {
            this.definition = definition;
        }

        String planId() {
            TaskDefinition task = definition.getTask();
            return task != null
                    ? task.getPlanId()
                    : Objects.requireNonNull(definition.getIndicator()).getPlanId();
        }
    }

    WaitingDesk(LifecycleStores stores, DefinitionDesk definitions, PlanDesk plans) {
        this.stores = stores;
        this.definitions = definitions;
        this.plans = plans;
        try (KeyValueIterator<String, WaitingDefinition> left = stores.waiting().all()) {
            left.forEachRemaining(entry -> {
                waiting.put(entry.key, new Waiting(entry.value));
                next = Math.max(next, Keys.number(entry.key.substring(entry.key.indexOf(Ids.SEPARATOR) + 1)) + 1);
            });
        }
    }

    /** Publishes a task, now or when its plan is known. */
    void receive(TaskDefinition task, Source source) {
        Deadline deadline = task.getDeadline();
        boolean followsPlan = deadline.getKind() == DeadlineKind.RECURRING && deadline.getFrom() == null;
        if (waits(task.getPlanId(), task.getTaskId(), followsPlan)) {
            hold(task.getTaskId(), new WaitingDefinition(task, null, source));
        } else {
            definitions.publish(task, source);
        }
    }

    /** Publishes an indicator, now or when its plan is known. */
    void receive(Indicator indicator, Source source) {
        if (waits(indicator.getPlanId(), indicator.getIndicatorId(), indicator.getFrom() == null)) {
            hold(indicator.getIndicatorId(), new WaitingDefinition(null, indicator, source));
        } else {
            plans.publish(indicator, source);
        }
    }

    /** What is published again while an older version waits must wait behind it. */
    private boolean waits(String planId, String id, boolean followsPlan) {
        return (followsPlan && !isKnown(planId)) || isWaiting(id);
    }

    private boolean isKnown(String planId) {
        return stores.plans().get(planId) != null;
    }

    private boolean isWaiting(String id) {
        return !waiting.subMap(Keys.first(id), Keys.last(id)).isEmpty();
    }

    private void hold(String id, WaitingDefinition definition) {
        String key = Ids.join(id, Keys.sortable(next++));
        stores.waiting().put(key, definition);
        waiting.put(key, new Waiting(definition));
    }

    /** Publishes what no longer has to wait, now that another plan is known. */
    void release() {
        release(each -> isKnown(each.planId()));
    }

    /**
     * Notes a pause, and publishes what has waited long enough.
     *
     * @return true when nothing waits any more
     */
    boolean pause() {
        waiting.values().forEach(each -> each.pauses++);
        release(each -> each.pauses >= MOST_PAUSES || isKnown(each.planId()));
        return waiting.isEmpty();
    }

    /** The versions of one task or indicator in their order: one that goes on waiting holds back the newer ones. */
    private void release(Predicate<Waiting> ready) {
        String heldBack = "";
        // A copy of the map and not of its entries: a tree map moves others into the entry of one that is removed.
        for (Map.Entry<String, Waiting> entry : new TreeMap<>(waiting).entrySet()) {
            String id = entry.getKey().substring(0, entry.getKey().indexOf(Ids.SEPARATOR));
            if (!id.equals(heldBack) && ready.test(entry.getValue())) {
                stores.waiting().delete(entry.getKey());
                waiting.remove(entry.getKey());
                publish(entry.getValue().definition);
            } else {
                heldBack = id;
            }
        }
    }

    private void publish(WaitingDefinition definition) {
        TaskDefinition task = definition.getTask();
        Indicator indicator = definition.getIndicator();
        if (task != null) {
            definitions.publish(task, definition.getSource());
        } else if (indicator != null) {
            plans.publish(indicator, definition.getSource());
        }
    }
}
