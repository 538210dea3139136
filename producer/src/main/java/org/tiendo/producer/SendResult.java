package org.tiendo.producer;

import org.tiendo.contract.RefusalCode;

/** What became of a report that was sent. */
public sealed interface SendResult {

    /** The report's id, the one made up for it where it had none: sending again under it is safe. */
    String reportId();

    /** All replicas have it. The pipeline may still refuse it, for example because the task is not the unit's. */
    record Accepted(String reportId, String topic, int partition, long offset) implements SendResult {}

    /** It breaks a rule that can be checked on the spot, and was not sent. */
    record Refused(String reportId, RefusalCode code) implements SendResult {}

    /**
     * It is written down on this machine and will be sent: Kafka has not acknowledged it yet.
     *
     * @param reason one line for people: why it waits
     */
    record Spooled(String reportId, String reason) implements SendResult {}

    /**
     * It may not have arrived. Sending the same report again under the same reportId counts it once.
     *
     * @param whatToDo one line for people: where it failed and what to do
     */
    record Failed(String reportId, String whatToDo, Throwable cause) implements SendResult {}
}
