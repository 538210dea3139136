package org.tiendo.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.v1.KpiRow;
import org.tiendo.v1.Placement;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** What systems write to their own topics counts for the units they speak for, and for no other. */
class TrustedWritersTest {
    private static final Instant START = BusinessTime.startOf(LocalDate.of(2025, 1, 10));
    private static final Writer NORTH = new Writer("north-portal", "north");
    private static final Writer SOUTH = new Writer("south-portal", "south");
    private static final int FORGERIES = 1_000;

    private final TopologyRig rig = new TopologyRig(START, List.of(NORTH, SOUTH));
    private final Map<String, String> parents = new HashMap<>();
    private int seconds;
    private int reports;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aWriterSpeaksForItsUnitAndThoseBelow() {
        // Given
        place("north", null);
        place("city", "north");
        place("ward", "city");
        task("t", "north", "ward");

        // When
        write(NORTH, "t", "north");
        write(NORTH, "t", "ward");

        // Then
        assertThat(done("north")).isEqualTo(2);
        assertThat(refusals()).isEmpty();
    }

    @Test
    void aReportInTheNameOfAnotherUnitIsRefusedWithWhereItCameFrom() {
        // Given
        place("north", null);
        place("south", null);
        task("t", "south", "nowhere");

        // When a unit of others, and one that is not in the tree
        write(NORTH, "t", "south");
        write(NORTH, "t", "nowhere");

        // Then
        assertThat(refusals())
                .extracting(RejectedReport::getCode, RejectedReport::getTopic)
                .containsExactly(
                        tuple("UNAUTHORISED_UNIT", "tiendo.intake.north-portal"),
                        tuple("UNAUTHORISED_UNIT", "tiendo.intake.north-portal"));
        assertThat(done("south")).isZero();
    }

    @Test
    void whatCountsIsTheTreeWhenTheReportCame() {
        // Given a ward that moves
        place("north", null);
        place("south", null);
        place("ward", "north");
        task("t", "ward");
        write(NORTH, "t", "ward");

        // When
        place("ward", "south");
        write(NORTH, "t", "ward");
        write(SOUTH, "t", "ward");

        // Then
        assertThat(refusals())
                .extracting(RejectedReport::getTopic)
                .containsExactly(NORTH.topic().name());
        assertThat(done("south")).isEqualTo(1);
    }

    @Test
    void authorityIsTheLastThingThatIsChecked() {
        // Given
        place("south", null);
        task("t", "south");

        // When
        write(NORTH, "t", "elsewhere");
        write(NORTH, "unknown", "south");

        // Then the first is not assigned, and the other waits for its task
        assertThat(refusals()).extracting(RejectedReport::getCode).containsExactly("NOT_ASSIGNED");
        task("unknown", "south");
        assertThat(refusals()).extracting(RejectedReport::getCode).containsExactly("UNAUTHORISED_UNIT");
    }

    @Test
    void theKeyIsCheckedAndWhatCannotBeReadIsADeadLetter() {
        // Given
        place("north", null);
        task("t", "north");

        // When
        rig.send(NORTH.topic(), "another", report("t", "north"), next());
        rig.send(NORTH.topic(), null, report("t", "north"), next());
        rig.sendBytes(NORTH.topic(), "t", "no avro".getBytes(StandardCharsets.UTF_8), next());

        // Then
        assertThat(refusals()).extracting(RejectedReport::getCode).containsExactly("KEY_MISMATCH", "KEY_MISMATCH");
        assertThat(rig.allBytes(Topics.DEAD_LETTERS)).hasSize(1);
    }

    @Test
    void aThousandForgeriesAreRefused() {
        // Given a random tree of which the two writers have a part each
        SplittableRandom random = new SplittableRandom(20251121);
        place("north", null);
        place("south", null);
        place("rest", null);
        List<String> tops = List.of("north", "south", "rest");
        for (int i = 0; i < 60; i++) {
            String parent = i < 6 ? tops.get(i % 3) : "u" + random.nextInt(i);
            place("u" + i, parent);
        }
        String[] units = parents.keySet().stream().sorted().toArray(String[]::new);
        task("t", units);

        // When
        int forged = 0;
        int honest = 0;
        while (forged < FORGERIES) {
            Writer writer = random.nextBoolean() ? NORTH : SOUTH;
            String unit = units[random.nextInt(units.length)];
            write(writer, "t", unit);
            if (isBelow(unit, writer.unitId())) {
                honest++;
            } else {
                forged++;
            }
        }

        // Then
        assertThat(honest).isPositive();
        assertThat(refusals())
                .hasSize(FORGERIES)
                .allMatch(refusal -> refusal.getCode().equals("UNAUTHORISED_UNIT"));
        assertThat(done("rest")).isZero();
    }

    private boolean isBelow(String unit, String top) {
        for (String each = unit; each != null; each = parents.get(each)) {
            if (each.equals(top)) {
                return true;
            }
        }
        return false;
    }

    private void place(String unitId, String parentId) {
        parents.put(unitId, parentId);
        Unit unit = Unit.newBuilder()
                .setUnitId(unitId)
                .setPlacements(List.of(new Placement(parentId, LocalDate.EPOCH)))
                .build();
        rig.send(Topics.UNITS, unitId, unit, next());
    }

    private void task(String taskId, String... units) {
        TaskDefinition task = TaskDefinition.newBuilder()
                .setTaskId(taskId)
                .setPlanId("plan")
                .setCategoryId("digital")
                .setAssignments(List.of(units))
                .build();
        rig.send(Topics.TASKS, taskId, task, next());
        rig.settle();
    }

    private void write(Writer writer, String taskId, String unitId) {
        Topic topic = writer.topic();
        rig.send(topic, taskId, report(taskId, unitId), next());
    }

    private ProgressReport report(String taskId, String unitId) {
        return ProgressReport.newBuilder()
                .setReportId("r" + reports++)
                .setTaskId(taskId)
                .setUnitId(unitId)
                .setStatus(Status.DONE)
                .setAsOf(LocalDate.of(2025, 1, 10))
                .setReportedAt(START)
                .build();
    }

    private Instant next() {
        return START.plusSeconds(seconds++);
    }

    private List<RejectedReport> refusals() {
        return rig.all(Topics.REJECTED, RejectedReport.class);
    }

    private long done(String unitId) {
        rig.settle();
        return rig.newest(Topics.KPI_BY_UNIT, KpiRow.class).stream()
                .filter(row -> row.getUnitId().equals(unitId))
                .mapToLong(KpiRow::getDone)
                .sum();
    }
}
