package org.tiendo.producer.definitions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.DefinitionRules;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.WireReader;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Plan;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What is published about tasks and units, read from Kafka itself: no app need run. Records that the pipeline does not
 * take are passed over, as it does. Every method fails with {@link org.tiendo.producer.OperationFailedException} when
 * Kafka or the registry cannot be reached in time.
 */
public final class DefinitionReader implements AutoCloseable {
    private final TopicReader topics;
    private final WireReader values;

    /** @param kafka a consumer with {@link Connection#consumerSettings} and no group; closed with this reader */
    public DefinitionReader(Connection connection, Consumer<String, byte[]> kafka) {
        this.topics = new TopicReader(connection, kafka);
        this.values = new WireReader(connection);
    }

    /** All versions of a task, oldest first; the last one is in force. Empty where the task is not known. */
    public List<Version<TaskDefinition>> versionsOf(String taskId) {
        List<Version<TaskDefinition>> versions = new ArrayList<>();
        int partitions = topics.partitions(Topics.TASKS);
        values.requireSchemaOf(Topics.TASKS);
        topics.read(Topics.TASKS, partitionOf(taskId, partitions), record -> {
            if (taskId.equals(record.key())) {
                read(Topics.TASKS, record, TaskDefinition.class)
                        .map(task -> version(task, record))
                        .filter(version -> isSound(version, record.key()))
                        .filter(version -> versions.isEmpty() || !isSame(versions.get(versions.size() - 1), version))
                        .ifPresent(versions::add);
            }
        });
        return versions;
    }

    /** Published again unchanged, it is no other version: the pipeline keeps none either. */
    private static boolean isSame(Version<TaskDefinition> one, Version<TaskDefinition> other) {
        try {
            return one.value().toByteBuffer().equals(other.value().toByteBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "could not encode task " + one.value().getTaskId(), e);
        }
    }

    private static boolean isSound(Version<TaskDefinition> version, String key) {
        return DefinitionRules.flawOf(version.value(), key, BusinessTime.dayOf(version.at()))
                .isEmpty();
    }

    /** The keys of all tasks. */
    public SortedSet<String> taskIds() {
        SortedSet<String> ids = new TreeSet<>();
        topics.readAll(Topics.TASKS, record -> {
            if (record.key() != null && record.value() != null) {
                ids.add(record.key());
            }
        });
        return ids;
    }

    /** Every unit in its newest version. */
    public Collection<Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        values.requireSchemaOf(Topics.UNITS);
        topics.readAll(
                Topics.UNITS,
                record -> read(Topics.UNITS, record, Unit.class)
                        .filter(unit -> unit.getUnitId().equals(record.key()))
                        .ifPresent(unit -> units.put(unit.getUnitId(), unit)));
        return units.values();
    }

    /** Everything that is published now. */
    public PublishedDefinitions readAll() {
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder();
        each(Topics.UNITS, Unit.class, (unit, record) -> published.unit(unit, record.key()));
        each(Topics.PLANS, Plan.class, (plan, record) -> published.plan(plan, record.key()));
        each(Topics.INDICATORS, Indicator.class, (indicator, record) -> published.indicator(indicator, record.key()));
        each(
                Topics.TASKS,
                TaskDefinition.class,
                (task, record) -> published.task(task, record.key(), Instant.ofEpochMilli(record.timestamp())));
        return published.build();
    }

    private <T extends SpecificRecord> void each(
            Topic topic, Class<T> type, BiConsumer<T, ConsumerRecord<String, byte[]>> taker) {
        values.requireSchemaOf(topic);
        topics.readAll(topic, record -> read(topic, record, type).ifPresent(value -> taker.accept(value, record)));
    }

    /** The record's value; empty where the pipeline has put it to the dead letters. */
    private <T extends SpecificRecord> Optional<T> read(
            Topic topic, ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return Optional.of(values.read(topic, record.value(), type));
        } catch (WireReader.UnreadableException e) {
            return Optional.empty();
        } catch (WireReader.RegistryFailedException e) {
            throw new OperationFailedException(topic.name() + ": " + e.getMessage(), e);
        }
    }

    /** By the default partitioner, which every writer of the topic uses. */
    private static int partitionOf(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private static Version<TaskDefinition> version(TaskDefinition task, ConsumerRecord<String, byte[]> record) {
        return new Version<>(task, Instant.ofEpochMilli(record.timestamp()), record.partition(), record.offset());
    }

    @Override
    public void close() {
        topics.close();
        values.close();
    }
}
