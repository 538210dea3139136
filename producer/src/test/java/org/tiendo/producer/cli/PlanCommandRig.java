package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.TestBroker;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** Some published tasks and units, and {@code tiendo plan} to change them; for tests. */
abstract class PlanCommandRig {
    /** 1 July 2025 in Vietnam. */
    static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");

    final TestBroker broker = TestBroker.ready();
    final Map<String, String> environment = new HashMap<>(Map.of(
            "TIENDO_BOOTSTRAP",
            "nowhere:9092",
            "TIENDO_REGISTRY",
            broker.connection().registryUrl(),
            "USER",
            "lan"));
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @BeforeEach
    void publish() {
        publish(
                "lam-dong.t-001",
                Deadline.newBuilder().setKind(DeadlineKind.BY_QUARTER).setDue(LocalDate.of(2025, 6, 30)));
        publish(
                "lam-dong.t-002",
                Deadline.newBuilder()
                        .setKind(DeadlineKind.CONDITIONAL)
                        .setCondition("the decree")
                        .setWorkingDaysAfterTrigger(10));
        publish("lam-dong.t-003", Deadline.newBuilder().setKind(DeadlineKind.ONGOING));
        unit(Unit.newBuilder().setUnitId("ban-dan-van"));
        unit(Unit.newBuilder().setUnitId("ubnd"));
        unit(Unit.newBuilder()
                .setUnitId("phuong-xa")
                .setCollective(true)
                .setMembers(List.of("phuong-01", "phuong-02")));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    void nothingIsSent() {
        assertThat(broker.kafka().history()).allMatch(record -> record.timestamp() == NOW.toEpochMilli());
        assertThat(broker.records(Topics.TASKS).stream().map(broker::read))
                .noneMatch(task -> "r".equals(((TaskDefinition) task).getChangeReason()));
    }

    ProducerRecord<String, byte[]> sent() {
        List<ProducerRecord<String, byte[]>> records = broker.records(Topics.TASKS);
        return records.get(records.size() - 1);
    }

    TaskDefinition newest() {
        return (TaskDefinition) broker.read(sent());
    }

    void unit(Unit.Builder unit) {
        send(Topics.UNITS, unit.getUnitId(), unit.build());
    }

    void publish(String id, Deadline.Builder deadline) {
        publish(task(id, deadline));
    }

    void publish(TaskDefinition task) {
        send(Topics.TASKS, task.getTaskId(), task);
    }

    void send(Topic topic, String key, SpecificRecord value) {
        new BulkSender(broker.producer()).send(key, topic, NOW, key, value);
    }

    static TaskDefinition task(String id, Deadline.Builder deadline) {
        return TaskDefinition.newBuilder()
                .setTaskId(id)
                .setPlanId("p")
                .setCategoryId("c")
                .setTitleVi("Việc")
                .setAssignments(List.of("ban-dan-van"))
                .setDeadline(deadline.build())
                .build();
    }

    int run(String... arguments) {
        return run(
                new CommandContext(
                        environment,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        connection -> broker.producer(),
                        settings -> broker.consumer()),
                arguments);
    }

    int run(CommandContext context, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "plan";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ProducerMain.commandLine(context)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
