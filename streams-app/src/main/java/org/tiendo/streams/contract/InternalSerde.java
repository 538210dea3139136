package org.tiendo.streams.contract;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.SingleObjectCodec;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.CellBundle;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.CountedFigure;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.internal.IndicatorStanding;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Present;
import org.tiendo.internal.Rejection;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.RulesMark;
import org.tiendo.internal.SettledPath;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.internal.Totals;
import org.tiendo.internal.TreeVersion;
import org.tiendo.internal.UnitFacts;
import org.tiendo.internal.UnitPath;
import org.tiendo.internal.VerdictState;
import org.tiendo.internal.WaitingDefinition;
import org.tiendo.internal.WatchedIndicator;
import org.tiendo.internal.WrittenReport;
import org.tiendo.v1.TaskAlert;

/** Reads and writes internal records without a registry, so that restore and queries never depend on one. */
public final class InternalSerde {
    private static final List<Schema> SCHEMAS = List.of(
            AssignmentState.getClassSchema(),
            CellBundle.getClassSchema(),
            CellChange.getClassSchema(),
            ClockMark.getClassSchema(),
            ClockReading.getClassSchema(),
            Contribution.getClassSchema(),
            CountedFigure.getClassSchema(),
            IndicatorFigure.getClassSchema(),
            IndicatorStanding.getClassSchema(),
            IndicatorState.getClassSchema(),
            PlanState.getClassSchema(),
            Present.getClassSchema(),
            Rejection.getClassSchema(),
            ReportFingerprint.getClassSchema(),
            RulesMark.getClassSchema(),
            SettledPath.getClassSchema(),
            StoredReport.getClassSchema(),
            TaskAlert.getClassSchema(),
            TaskState.getClassSchema(),
            TaskVersion.getClassSchema(),
            Totals.getClassSchema(),
            TreeVersion.getClassSchema(),
            UnitFacts.getClassSchema(),
            UnitPath.getClassSchema(),
            VerdictState.getClassSchema(),
            WaitingDefinition.getClassSchema(),
            WatchedIndicator.getClassSchema(),
            WrittenReport.getClassSchema());

    private static final SingleObjectCodec CODEC = new SingleObjectCodec(SCHEMAS);

    private InternalSerde() {}

    /** For values of one type. */
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
        Serializer<T> serializer = (topic, value) -> encode(value);
        Deserializer<T> deserializer = (topic, bytes) -> {
            SpecificRecord value = decode(bytes);
            return value == null ? null : type.cast(value);
        };
        return Serdes.serdeFrom(serializer, deserializer);
    }

    /** For internal topics that carry several types. */
    public static Serde<SpecificRecord> any() {
        return of(SpecificRecord.class);
    }

    private static byte @Nullable [] encode(@Nullable SpecificRecord value) {
        return value == null ? null : CODEC.encode(value);
    }

    private static @Nullable SpecificRecord decode(byte @Nullable [] bytes) {
        return bytes == null ? null : CODEC.decode(bytes);
    }
}
