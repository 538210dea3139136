package org.tiendo.streams.contract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.UnitPath;

/** The topics between stages; Kafka Streams creates them as application.id-NAME-repartition. */
public final class InternalTopics {
    /** Lifecycle to rollup: Contribution by unitId, ClockMark to all. */
    public static final String CONTRIBUTIONS_BY_UNIT = "contributions-by-unit";

    /** Lifecycle to alerting, one partition: TaskAlert, IndicatorFigure, IndicatorState and ClockMark. */
    public static final String ALERTS_TO_ADDRESS = "alerts-to-address";

    /** Ingest to the unit tree, one partition: WrittenReport by taskId. Only where there are trusted writers. */
    public static final String WRITTEN_REPORTS = "written-reports";

    /** The unit tree to lifecycle: WrittenReport by taskId. Only where there are trusted writers. */
    public static final String CHECKED_REPORTS = "checked-reports";

    /** Unit tree to rollup: UnitPath, to all. */
    public static final String PATHS_BY_UNIT = "paths-by-unit";

    /** Rollup to scorecard: CellChange and UnitFacts by unitId, ClockMark to all. */
    public static final String CHANGES_BY_UNIT = "changes-by-unit";

    /** Ingest to scorecard: IndicatorState and PlanState, to all. */
    public static final String TARGETS_BY_INDICATOR = "targets-by-indicator";

    /** Those that are always there, in the order of the flow. */
    public static final List<String> ALL =
            List.of(CONTRIBUTIONS_BY_UNIT, ALERTS_TO_ADDRESS, PATHS_BY_UNIT, CHANGES_BY_UNIT, TARGETS_BY_INDICATOR);

    private InternalTopics() {}

    /** Sends what every partition needs to know to all of them, and the rest by the default partitioner. */
    public static final class Multicast implements StreamPartitioner<String, SpecificRecord> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, String key, SpecificRecord value, int partitions) {
            boolean everyone = value instanceof ClockMark
                    || value instanceof ClockReading
                    || value instanceof UnitPath
                    || value instanceof IndicatorState
                    || value instanceof PlanState;
            return everyone
                    ? Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()))
                    : Optional.empty();
        }
    }
}
