package org.tiendo.streams.contract;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.tiendo.contract.WorkingCalendar;
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
 */
public record Pipeline(
        int partitions,
        Duration settleEvery,
        SchemaRegistryClient registry,
        Serde<SpecificRecord> publicSerde,
        AlertPolicy alerts,
        WorkingCalendar calendar) {}
