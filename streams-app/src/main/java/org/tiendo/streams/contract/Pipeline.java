package org.tiendo.streams.contract;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.contract.Writer;
import org.tiendo.streams.deadline.AlertPolicy;

/**
 * What the stages share when they are wired.
 *
 * @param partitions N of the installation
 * @param settleEvery how often changes are settled and clocks passed on
 * @param registry where writer schemas are looked up
 * @param publicSerde writes public topics
 * @param alerts when alerts are raised
 * @param calendar which days are worked
 * @param writers systems that write to Kafka themselves, each to its own topic
 * @param nanoTime measures how long a slice of work takes; it tells no day
 */
public record Pipeline(
        int partitions,
        Duration settleEvery,
        SchemaRegistryClient registry,
        Serde<SpecificRecord> publicSerde,
        AlertPolicy alerts,
        WorkingCalendar calendar,
        List<Writer> writers,
        LongSupplier nanoTime) {

    /** A pipeline without trusted writers, whose slices end by their number alone. */
    public Pipeline(
            int partitions,
            Duration settleEvery,
            SchemaRegistryClient registry,
            Serde<SpecificRecord> publicSerde,
            AlertPolicy alerts,
            WorkingCalendar calendar) {
        this(partitions, settleEvery, registry, publicSerde, alerts, calendar, List.of(), () -> 0L);
    }
}
