package org.tiendo.producer.simulation;

import java.util.List;
import java.util.function.Predicate;
import org.tiendo.producer.simulation.HistoryEvent.Midnight;
import org.tiendo.producer.simulation.HistoryEvent.PlanPublished;
import org.tiendo.producer.simulation.HistoryEvent.Reported;

/**
 * What a simulation published.
 *
 * @param plans plans
 * @param reports reports, all in all
 * @param refused of them, those that the pipeline must refuse
 * @param duplicates of them, those sent a second time
 * @param days midnights
 */
public record SimulationSummary(long plans, long reports, long refused, long duplicates, long days) {
    static SimulationSummary of(List<HistoryEvent> history) {
        return new SimulationSummary(
                count(history, PlanPublished.class::isInstance),
                count(history, Reported.class::isInstance),
                count(history, event -> event instanceof Reported reported && reported.refusal() != null),
                count(history, event -> event instanceof Reported reported && reported.duplicate()),
                count(history, Midnight.class::isInstance));
    }

    private static long count(List<HistoryEvent> history, Predicate<HistoryEvent> which) {
        return history.stream().filter(which).count();
    }

    /** For people, one line. */
    public String describe() {
        return plans + " plans, " + reports + " simulated reports (" + duplicates + " sent twice, " + refused
                + " to be refused), " + days + " days";
    }
}
