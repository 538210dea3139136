package org.tiendo.streams.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.RulesMark;
import org.tiendo.internal.TaskState;
import org.tiendo.producer.Connection;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.streams.contract.DeadLetter;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.streams.contract.InternalSerde;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.PublicSerde;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.ingest.IngestStage;
import org.tiendo.streams.ingest.RegistryPatience;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.TaskDefinition;

/** Ingest and lifecycle on one partition: bytes in, what they make of them out. Plans are relayed as in the topology. */
final class LifecycleFixture implements AutoCloseable {
    static final LocalDate DAY = LocalDate.of(2024, 3, 1);
    static final LifecycleRules USUAL = new LifecycleRules(AlertPolicy.USUAL, CalendarFile.bundled());

    private final List<Sent> sent = new ArrayList<>();
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final Serde<SpecificRecord> writing;

    /** What the stage sent, and the instant of its cause. */
    record Sent(SpecificRecord value, Instant at) {}

    LifecycleFixture() {
        this(USUAL, StoresLeft.NONE);
    }

    private LifecycleFixture(LifecycleRules rules, StoresLeft left) {
        Connection connection = new Connection("unused:9092", "mock://lifecycle");
        new SchemaSetup(connection, Duration.ofSeconds(5)).register();
        writing = PublicSerde.writing(connection.newSerializer());
        StreamsBuilder builder = new StreamsBuilder();
        Pipeline pipeline = new Pipeline(
                1, Duration.ofMillis(100), connection.newRegistryClient(), writing, rules.alerts(), rules.calendar());
        KStream<String, Ingested> inputs = new IngestStage(builder, pipeline, new RegistryPatience()).tasks();
        inputs.filter((key, value) -> value instanceof Ingested.Refused)
                .foreach((key, value) -> deadLetters.add(((Ingested.Refused) value).deadLetter()));
        KStream<String, SpecificRecord> followed =
                left.follow(inputs.filterNot((key, value) -> value instanceof Ingested.Refused), pipeline);
        followed.filter((key, value) -> value instanceof PlanState)
                .to(Topics.PLAN_RELAY.name(), Produced.with(Serdes.String(), InternalSerde.any()));
        followed.process(this::recorder);
        Properties properties = new Properties();
        // Each has a directory of its own, so that two can run side by side.
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "lifecycle-" + UUID.randomUUID());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        driver = new TopologyTestDriver(builder.build(), properties, BusinessTime.startOf(DAY));
    }

    private Processor<String, SpecificRecord, Void, Void> recorder() {
        return record -> sent.add(new Sent(record.value(), Instant.ofEpochMilli(record.timestamp())));
    }

    /** Stops this instance, and starts another one on its stores, by these rules. What was sent is not carried over. */
    LifecycleFixture restarted(LifecycleRules rules) {
        StoresLeft left = StoresLeft.by(driver);
        close();
        return new LifecycleFixture(rules, left);
    }

    void publish(TaskDefinition definition, LocalDate day) {
        pipe(Topics.TASKS, definition.getTaskId(), definition, at(day));
    }

    void report(ProgressReport report, LocalDate day) {
        pipe(Topics.PROGRESS, report.getTaskId(), report, at(day));
    }

    /** A tick, and the pause after which its timers fire. */
    void tick(LocalDate day) {
        tick(at(day));
        settle();
    }

    /** A tick alone. */
    void tick(Instant instant) {
        pipe(Topics.CLOCK, null, new ClockTick(instant), instant);
    }

    void pipe(Topic topic, String key, SpecificRecord value, Instant time) {
        input(topic)
                .pipeInput(
                        key == null ? null : key.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        writing.serializer().serialize(topic.name(), value),
                        time);
    }

    void pipeRaw(Topic topic, byte[] key, byte[] value, Instant time) {
        input(topic).pipeInput(key, value, time);
    }

    private final Map<Topic, TestInputTopic<byte[], byte[]>> topics = new HashMap<>();

    private TestInputTopic<byte[], byte[]> input(Topic topic) {
        return topics.computeIfAbsent(
                topic,
                each -> driver.createInputTopic(
                        each.name(),
                        Serdes.ByteArray().serializer(),
                        Serdes.ByteArray().serializer()));
    }

    /** One round of settling. */
    void passTime() {
        driver.advanceWallClockTime(Duration.ofSeconds(1));
    }

    /** Lets the calm pass for which timers wait, and then what is due fire. */
    void settle() {
        for (int pause = 0; pause <= TimerGate.CALM_PAUSES; pause++) {
            passTime();
        }
    }

    /** Noon of a business day. */
    static Instant at(LocalDate day) {
        return BusinessTime.startOf(day).plus(Duration.ofHours(12));
    }

    <T> List<T> sent(Class<T> type) {
        return sent.stream()
                .map(Sent::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Alerts with the instants of their causes. */
    List<Sent> sentAlerts() {
        return sent.stream().filter(each -> each.value() instanceof TaskAlert).toList();
    }

    List<String> refusals() {
        return sent(RejectedReport.class).stream().map(RejectedReport::getCode).toList();
    }

    List<TaskAlert> alerts() {
        return sent(TaskAlert.class);
    }

    List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    TaskState task(String taskId) {
        return driver.<String, TaskState>getKeyValueStore(PipelineStores.TASKS.name())
                .get(taskId);
    }

    Instant keptClock() {
        return driver.<String, ClockReading>getKeyValueStore(PipelineStores.LIFECYCLE_CLOCK.name())
                .get("clock")
                .getAt();
    }

    RulesMark rulesMark() {
        return driver.<String, RulesMark>getKeyValueStore(PipelineStores.RULES.name())
                .get("rules");
    }

    AssignmentState assignment(String taskId, String unitId) {
        return driver.<String, AssignmentState>getKeyValueStore(PipelineStores.ASSIGNMENTS.name())
                .get(taskId + "|" + unitId);
    }

    /** A unit's cells: the newest contribution of each source, summed as rollup does. */
    Map<String, Counts> cells(String unitId) {
        Map<String, Contribution> newest = new HashMap<>();
        sent(Contribution.class).stream()
                .filter(each -> each.getUnitId().equals(unitId))
                .forEach(each -> newest.put(each.getSource(), each));
        Map<String, Counts> cells = new HashMap<>();
        newest.values().stream()
                .flatMap(each -> each.getCells().stream())
                .forEach(cell -> cells.merge(cell.getCell(), countsOf(cell), Counts::plus));
        return cells;
    }

    private static Counts countsOf(CellTotals cell) {
        return Counts.of(cell.getCounts());
    }

    Counts kpi(String unitId, String bucket) {
        return cells(unitId).getOrDefault(new Cell.Kpi("plan", "category", bucket).key(), Counts.ZERO);
    }

    Counts accounting(String unitId) {
        return cells(unitId).getOrDefault(new Cell.Accounting().key(), Counts.ZERO);
    }

    static TaskDefinition.Builder task(String taskId, Deadline deadline, String... units) {
        return TaskDefinition.newBuilder()
                .setTaskId(taskId)
                .setPlanId("plan")
                .setCategoryId("category")
                .setTitleVi("Nhiệm vụ " + taskId)
                .setAssignments(new ArrayList<>(List.of(units)))
                .setDeadline(deadline);
    }

    static Deadline dueOn(LocalDate due) {
        return Deadline.newBuilder().setKind(DeadlineKind.BY_DATE).setDue(due).build();
    }

    static ProgressReport.Builder report(String reportId, String taskId, String unitId, Status status, LocalDate asOf) {
        return ProgressReport.newBuilder()
                .setReportId(reportId)
                .setTaskId(taskId)
                .setUnitId(unitId)
                .setStatus(status)
                .setAsOf(asOf)
                .setReportedAt(at(asOf));
    }

    @Override
    public void close() {
        driver.close();
    }
}
