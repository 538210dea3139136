package org.tiendo.streams.rollup;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Wires the rollup. */
public final class RollupStage {
    private RollupStage() {}

    /**
     * Rolls changes up to every ancestor.
     *
     * @param contributions Contribution by unitId, and each lifecycle partition's ClockMark
     * @param paths every unit's UnitPath, in every partition
     * @param partitions how many partitions both have
     * @param settleEvery how long changes of a unit are gathered before they are sent
     * @return CellChange by ancestor and UnitFacts by unitId, and ClockMarks for every partition of the next stage
     */
    public static KStream<String, SpecificRecord> build(
            KStream<String, SpecificRecord> contributions,
            KStream<String, SpecificRecord> paths,
            int partitions,
            Duration settleEvery) {
        return contributions
                .merge(paths, Named.as("rollup-merge-inputs"))
                .process(RollupProcessor.supplier(partitions, settleEvery), Named.as("rollup-settle-cells"));
    }
}
