package org.tiendo.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.Connection;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PublicSerde;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.ingest.RegistryPatience;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.IndicatorRow;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;
import org.tiendo.v1.Verdict;

/** All stages together on one partition: public records in, public records out, as other systems read them. */
class WholeTopologyTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 10);
    private static final LocalDate DUE = LocalDate.of(2024, 3, 31);

    private final Connection connection = new Connection("unused:1", "mock://whole");
    private TopologyTestDriver driver;
    private Serializer<Object> serializer;
    private KafkaAvroDeserializer deserializer;

    @BeforeEach
    void start() {
        new SchemaSetup(connection, Duration.ofSeconds(5)).register();
        serializer = connection.newSerializer();
        deserializer = new KafkaAvroDeserializer(connection.newRegistryClient());
        deserializer.configure(
                Map.of("schema.registry.url", connection.registryUrl(), "specific.avro.reader", true), false);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "whole-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        Pipeline pipeline = new Pipeline(
                1,
                Duration.ofMillis(100),
                connection.newRegistryClient(),
                PublicSerde.writing(connection.newSerializer()),
                AlertPolicy.USUAL,
                CalendarFile.bundled());
        driver = new TopologyTestDriver(
                TiendoTopology.build(new StreamsConfig(properties), pipeline, new RegistryPatience()),
                properties,
                BusinessTime.startOf(DAY));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void oneReportReachesEveryRowOfEveryUnitAbove() {
        // Given a province, a city in it, a plan and its tasks
        publishProvinceAndTasks();

        // When the city reports one task done and one indicator
        send(Topics.PROGRESS, "t1", report("r1", "t1", Status.DONE).build());
        send(
                Topics.PROGRESS,
                "i1",
                report("r2", "i1", Status.IN_PROGRESS)
                        .setNumerator(85L)
                        .setDenominator(100L)
                        .build());
        settle();

        // Then
        assertThat(newest(Topics.KPI_BY_UNIT, KpiRow.class))
                .extracting(KpiRow::getUnitId, KpiRow::getTasks, KpiRow::getDone, KpiRow::getDoneOnTime)
                .containsExactlyInAnyOrder(tuple("city", 2L, 1L, 1L), tuple("province", 2L, 1L, 1L));
        assertThat(newest(Topics.KPI_INDICATORS, IndicatorRow.class))
                .extracting(IndicatorRow::getUnitId, IndicatorRow::getPercent, IndicatorRow::getVerdict)
                .containsExactlyInAnyOrder(
                        tuple("city", new BigDecimal("85.00"), Verdict.MET_MINIMUM),
                        tuple("province", new BigDecimal("85.00"), Verdict.MET_MINIMUM));
    }

    @Test
    void aDayThatPassesRaisesAnAlertAndMovesTheRows() {
        // Given
        publishProvinceAndTasks();
        settle();

        // When
        Instant after = BusinessTime.startOf(DUE.plusDays(1));
        driver.createInputTopic(
                        Topics.CLOCK.name(),
                        Serdes.ByteArray().serializer(),
                        Serdes.ByteArray().serializer())
                .pipeInput(null, serializer.serialize(Topics.CLOCK.name(), new ClockTick(after)), after);
        settle();

        // Then
        assertThat(newest(Topics.ALERTS_OVERDUE, TaskAlert.class))
                .extracting(TaskAlert::getTaskId, TaskAlert::getRaisedOn)
                .containsExactlyInAnyOrder(tuple("t1", DUE.plusDays(1)), tuple("t2", DUE.plusDays(1)));
        assertThat(newest(Topics.KPI_BY_DEADLINE, KpiRow.class))
                .allMatch(row -> row.getBucket().equals("2024-Q1") && row.getOverdue() == 2)
                .hasSize(2);
        assertThat(newest(Topics.KPI_BY_UNIT, KpiRow.class))
                .extracting(KpiRow::getOverdue)
                .containsExactly(2L, 2L);
    }

    @Test
    void aMovedUnitTakesItsTotalsAlong() {
        // Given
        publishProvinceAndTasks();
        send(Topics.UNITS, "other", unit("other", null));
        settle();

        // When
        send(Topics.UNITS, "city", unit("city", "other"));
        settle();

        // Then
        assertThat(newest(Topics.KPI_BY_UNIT, KpiRow.class))
                .extracting(KpiRow::getUnitId, KpiRow::getTasks)
                .containsExactlyInAnyOrder(tuple("city", 2L), tuple("other", 2L));
    }

    @Test
    void whatIsRefusedSaysWhyInBothLanguages() {
        // Given
        publishProvinceAndTasks();

        // When
        send(
                Topics.PROGRESS,
                "t1",
                report("r1", "t1", Status.DONE).setUnitId("province").build());

        // Then
        assertThat(newest(Topics.REJECTED, RejectedReport.class))
                .singleElement()
                .satisfies(rejected -> {
                    assertThat(rejected.getCode()).isEqualTo("NOT_ASSIGNED");
                    assertThat(rejected.getMessageVi()).isNotBlank();
                    assertThat(rejected.getMessageEn()).isNotBlank();
                    assertThat(rejected.getTopic()).isEqualTo(Topics.PROGRESS.name());
                });
    }

    private void publishProvinceAndTasks() {
        send(Topics.UNITS, "province", unit("province", null));
        send(Topics.UNITS, "city", unit("city", "province"));
        send(
                Topics.PLANS,
                "plan",
                Plan.newBuilder()
                        .setPlanId("plan")
                        .setTitleVi("Kế hoạch")
                        .setIssuerId("province")
                        .setIssued(DAY)
                        .build());
        send(
                Topics.INDICATORS,
                "i1",
                Indicator.newBuilder()
                        .setIndicatorId("i1")
                        .setPlanId("plan")
                        .setCategoryId("digital")
                        .setNameVi("Tỷ lệ hồ sơ trực tuyến")
                        .setMeasure(Measure.SHARE)
                        .setTargets(List.of(Target.newBuilder()
                                .setMinimum(new BigDecimal("80.00"))
                                .setStretch(new BigDecimal("90.00"))
                                .setDue(LocalDate.of(2025, 12, 31))
                                .build()))
                        .build());
        Stream.of("t1", "t2")
                .forEach(taskId -> send(Topics.TASKS, taskId, task(taskId, DUE).build()));
        send(Topics.TASKS, "i1", task("i1", null).setIndicatorId("i1").build());
    }

    private static Unit unit(String unitId, String parentId) {
        return Unit.newBuilder()
                .setUnitId(unitId)
                .setNameVi(unitId)
                .setPlacements(List.of(new Placement(parentId, LocalDate.EPOCH)))
                .build();
    }

    private static TaskDefinition.Builder task(String taskId, LocalDate due) {
        return TaskDefinition.newBuilder()
                .setTaskId(taskId)
                .setPlanId("plan")
                .setCategoryId("digital")
                .setTitleVi("Nhiệm vụ " + taskId)
                .setAssignments(List.of("city"))
                .setDeadline(Deadline.newBuilder()
                        .setKind(due == null ? DeadlineKind.NONE : DeadlineKind.BY_DATE)
                        .setDue(due)
                        .build());
    }

    private static ProgressReport.Builder report(String reportId, String taskId, Status status) {
        return ProgressReport.newBuilder()
                .setReportId(reportId)
                .setTaskId(taskId)
                .setUnitId("city")
                .setStatus(status)
                .setAsOf(DAY)
                .setReportedAt(BusinessTime.startOf(DAY));
    }

    private void send(Topic topic, String key, SpecificRecord value) {
        driver.createInputTopic(
                        topic.name(),
                        Serdes.ByteArray().serializer(),
                        Serdes.ByteArray().serializer())
                .pipeInput(
                        key.getBytes(StandardCharsets.UTF_8),
                        serializer.serialize(topic.name(), value),
                        BusinessTime.startOf(DAY));
    }

    /** Lets the calm pass for which timers wait, and every stage settle, one after the other. */
    private void settle() {
        for (int pause = 0; pause < 20; pause++) {
            driver.advanceWallClockTime(Duration.ofMillis(100));
        }
    }

    /** The newest value of each key, tombstones left out. */
    private <T> List<T> newest(Topic topic, Class<T> type) {
        Map<String, byte[]> newest = new LinkedHashMap<>();
        driver.createOutputTopic(topic.name(), Serdes.String().deserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .forEach(each -> newest.put(each.key, each.value));
        return newest.values().stream()
                .filter(value -> value != null)
                .map(value -> type.cast(deserializer.deserialize(topic.name(), value)))
                .toList();
    }
}
