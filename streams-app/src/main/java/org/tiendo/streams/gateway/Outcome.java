package org.tiendo.streams.gateway;

/** What became of one item. */
public sealed interface Outcome {

    /** Kafka has it, on all replicas. The pipeline may still refuse it. */
    record Accepted(String topic, int partition, long offset) implements Outcome {}

    /**
     * Kafka cannot be reached; it is kept on disk here and goes out when Kafka is back.
     *
     * @param whatToDo one line for people
     */
    record Spooled(String whatToDo) implements Outcome {}

    /** The very same report was accepted before: nothing was sent, nothing changes. */
    record Duplicate() implements Outcome {}

    record Refused(ItemRefusal refusal) implements Outcome {}

    /**
     * It may not have arrived. Sending it again under the same reportId counts it once.
     *
     * @param code what failed, for programs
     * @param whatToDo one line for people
     */
    record Failed(String code, String whatToDo) implements Outcome {}
}
