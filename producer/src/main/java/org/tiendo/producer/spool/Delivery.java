package org.tiendo.producer.spool;

import org.tiendo.contract.RefusalCode;

/** What became of one report that was given to an {@link Outlet}. */
public sealed interface Delivery {

    /** Kafka has it, on all replicas: it leaves the spool. */
    record Delivered(String topic, int partition, long offset) implements Delivery {}

    /**
     * Somebody else keeps it safe now, and it has no place in Kafka yet (a gateway has put it into its own spool): it
     * leaves the spool.
     *
     * @param words who has it, for people
     */
    record HandedOn(String words) implements Delivery {}

    /** It breaks a rule and never will be taken as it is: it is held aside with the reason, and others go on. */
    record Refused(RefusalCode code) implements Delivery {}

    /**
     * It cannot be taken as it is, though it breaks no rule of reporting (too large, for example): it is held aside, and
     * others go on.
     *
     * @param whatToDo one line for people: what is wrong and what to do
     */
    record Held(String whatToDo) implements Delivery {}

    /**
     * Not now: it stays in the spool and is given again.
     *
     * @param whatToDo one line for people: what is wrong and what to do
     */
    record Later(Pace pace, String whatToDo) implements Delivery {}

    /** How soon to try again. */
    enum Pace {
        /** It may pass by itself, as an outage of the line does. */
        SOON,
        /** Somebody has to do something first: credentials, rights, the clock. Trying often would only fill logs. */
        SLOWLY
    }
}
