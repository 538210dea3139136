package org.tiendo.producer.simulation;

/**
 * What a simulation published.
 *
 * @param plans plans
 * @param reports reports, all in all
 * @param refused of them, those that the pipeline must refuse
 * @param duplicates of them, those sent a second time
 * @param days midnights
 */
public record SimulationSummary(int plans, long reports, long refused, long duplicates, long days) {
    /** For people, one line. */
    public String describe() {
        return plans + " plans, " + reports + " simulated reports (" + duplicates + " sent twice, " + refused
                + " to be refused), " + days + " days";
    }
}
