package org.tiendo.streams.intake;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.tiendo.streams.contract.PathHistory;

/** Wires the check of trusted writers. */
public final class IntakeStage {
    private IntakeStage() {}

    /**
     * Builds the stage; {@link PathHistory}'s stores must be there.
     *
     * @param written reports of trusted writers, in one partition
     * @return the same reports, each with its writer's authority
     */
    public static KStream<String, SpecificRecord> check(KStream<String, SpecificRecord> written) {
        return written.processValues(
                AuthorityProcessor::new, Named.as("intake-check-writer"), PathHistory.storeNames());
    }
}
