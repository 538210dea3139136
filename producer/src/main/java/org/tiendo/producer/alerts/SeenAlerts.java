package org.tiendo.producer.alerts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The steps that were delivered lately, so that a record read again after a rebalance is not delivered again. It is held in
 * memory and bounded: a step that was forgotten, or delivered by a process before this one, passes once more. Whoever
 * must not act twice keeps the steps where the acts are kept.
 */
final class SeenAlerts {
    private final Map<String, Boolean> steps;

    /** @param most how many steps are remembered; the one not met for longest is forgotten first */
    SeenAlerts(int most) {
        this.steps = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether this step was delivered before, as far as is remembered. */
    boolean contains(ReceivedAlert alert) {
        return steps.get(alert.step()) != null;
    }

    void add(ReceivedAlert alert) {
        steps.put(alert.step(), true);
    }
}
