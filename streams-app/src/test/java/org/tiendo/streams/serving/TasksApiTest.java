package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;

class TasksApiTest {
    private static final LocalDate PAST = LocalDate.parse("2025-09-30");
    private static final LocalDate AHEAD = LocalDate.parse("2025-10-31");

    private final ServedApi api = new ServedApi();

    @BeforeEach
    void tasks() {
        api.reads.unit("root", null);
        api.reads.unit("a", "root");
        api.reads.unit("b", "root");
        api.reads.assign(Samples.task("t1", "Báo cáo Đường phố", PAST), "a", Samples.open());
        ProgressReport done = Samples.report("r1", "t1", "b", Status.DONE);
        api.reads.assign(Samples.task("t1", "Báo cáo Đường phố", PAST), "b", Samples.reported(done));
        api.reads.assign(Samples.task("t2", "Họp", AHEAD), "a", Samples.open());
        api.reads.assign(Samples.task("t3", "Theo dõi", null), "a", Samples.open());
    }

    @AfterEach
    void close() {
        assertThat(api.reads.openScans).isZero();
        api.close();
    }

    @Test
    void aTaskRowHasTheFieldsOfTheContract() {
        // When
        JsonNode rows = api.json("/tasks?unit=b").path("rows");

        // Then
        assertThat(rows.toString())
                .isEqualTo("[{\"taskId\":\"t1\",\"unitId\":\"b\",\"planId\":\"p1\",\"categoryId\":\"digital\","
                        + "\"titleVi\":\"Báo cáo Đường phố\",\"titleEn\":\"\",\"deadlineKind\":\"BY_DATE\","
                        + "\"due\":\"2025-09-30\",\"originalDue\":\"2025-09-30\",\"bucket\":\"2025-Q3\","
                        + "\"status\":\"DONE\",\"percent\":40,\"overdue\":false,\"indicatorId\":null,"
                        + "\"period\":null,\"asOf\":\"2025-08-31\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "'' : t1|a t1|b t2|a t3|a",
                "unit=root : t1|a t1|b t2|a t3|a",
                "unit=a : t1|a t2|a t3|a",
                "plan=p1&unit=b : t1|b",
                "category=digital&unit=b : t1|b",
                "category=none : ''",
                "status=done : t1|b",
                "status=NOT_STARTED : t1|a t2|a t3|a",
                "overdue=true : t1|a",
                "overdue=false : t1|b t2|a t3|a",
                "dueFrom=2025-09-30&dueTo=2025-09-30 : t1|a t1|b",
                "dueFrom=2025-10-01 : t2|a",
                "dueTo=2025-10-30 : t1|a t1|b",
                "q=duong : t1|a t1|b",
                "q=BAO+CAO : t1|a t1|b",
                "q=T2 : t2|a",
                "q=nothing : ''",
            })
    void filtersNarrowTheList(String query, String expected) {
        // When
        List<String> found = keys(api.json("/tasks?" + query));

        // Then
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void droppedAssignmentsAndUndefinedTasksAreNotListed() {
        // Given
        AssignmentState dropped = new AssignmentState();
        dropped.setTaskId("t1");
        dropped.setUnitId("c");
        dropped.setOccurrences(List.of(Samples.open()));
        api.reads.assignments.put("t1|c", dropped);
        AssignmentState undefined = new AssignmentState();
        undefined.setTaskId("t0");
        undefined.setUnitId("a");
        undefined.setOccurrences(List.of());
        api.reads.assignments.put("t0|a", undefined);

        // When / Then
        assertThat(keys(api.json("/tasks"))).containsExactly("t1|a", "t1|b", "t2|a", "t3|a");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "7", "1000"})
    void pagesThroughTasksGiveEachOccurrenceOnce(int pageSize) {
        // Given a recurring task among the others, and ids whose keys sort by their bytes
        TaskState recurring = Samples.task("t10", "Định kỳ", AHEAD);
        recurring.getDefinition().getDeadline().setKind(DeadlineKind.RECURRING);
        recurring.getDefinition().getDeadline().setRecurrence(Recurrence.QUARTERLY);
        recurring.getDefinition().getDeadline().setFrom(LocalDate.parse("2025-02-01"));
        api.reads.assign(recurring, "a", period("2025-Q1"), period("2025-Q2"), period("2025-Q3"));
        api.reads.assign(Samples.task("t\uFFE8", "wide", AHEAD), "a", Samples.open());
        api.reads.assign(Samples.task("t😀", "surrogates", AHEAD), "a", Samples.open());

        // When
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.json("/tasks?pageSize=" + pageSize + token);
            seen.addAll(keys(page));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asText()
                    : "";
        } while (!token.isEmpty());

        // Then
        assertThat(seen)
                .containsExactly(
                        "t10|a|2025-Q1",
                        "t10|a|2025-Q2",
                        "t10|a|2025-Q3",
                        "t1|a",
                        "t1|b",
                        "t2|a",
                        "t3|a",
                        "t\uFFE8|a",
                        "t😀|a");
    }

    @Test
    void partitionsHeldElsewhereAreNamed() {
        // Given
        api.reads.missingPartitions.add(2);

        // When
        JsonNode answer = api.json("/tasks");

        // Then
        assertThat(answer.at("/meta/partial").asBoolean()).isTrue();
        assertThat(answer.at("/meta/missingPartitions").toString()).isEqualTo("[2]");
        assertThat(api.get("/api/v1/tasks?format=csv").headers().firstValue("Tiendo-Missing-Partitions"))
                .contains("[2]");
    }

    @Test
    void csvDoesNotRunFormulas() {
        // Given
        api.reads.assign(Samples.task("t4", " =HYPERLINK(\"x\")", AHEAD), "b", Samples.open());

        // When
        HttpResponse<String> response = api.get("/api/v1/tasks?format=csv&q=hyperlink");

        // Then
        assertThat(response.body())
                .isEqualTo("taskId,unitId,planId,categoryId,titleVi,titleEn,deadlineKind,due,originalDue,bucket,status,"
                        + "percent,overdue,indicatorId,period,asOf\r\n"
                        + "t4,b,p1,digital,\"' =HYPERLINK(\"\"x\"\")\",,BY_DATE,2025-10-31,2025-10-31,2025-Q4,"
                        + "NOT_STARTED,,false,,,\r\n");
    }

    @Test
    void aTaskShowsItsHistory() {
        // Given an extension and three reports, one of which waited too early for another task
        TaskState task = Samples.task("t1", "Báo cáo", AHEAD);
        task.setOriginalDue(PAST);
        ProgressReport first = Samples.report("r1", "t1", "b", Status.IN_PROGRESS);
        ProgressReport second = Samples.report("r2", "t1", "b", Status.DONE);
        second.setAsOf(LocalDate.parse("2025-09-15"));
        OccurrenceState occurrence = Samples.reported(second);
        api.reads.alerts.add(Samples.alert("b", "overdue", AlertState.CLEARED, PAST));
        api.reads.assign(task, "b", occurrence);
        api.reads.versions.put(
                "t1",
                List.of(
                        new TaskVersion(2, task.getDefinition(), Samples.source(9)),
                        new TaskVersion(1, Samples.task("t1", "Báo cáo", PAST).getDefinition(), Samples.source(8))));
        api.reads.reports.add(Samples.stored(first, 20));
        api.reads.reports.add(Samples.stored(second, 21));

        // When
        JsonNode answer = api.json("/tasks/t1");

        // Then
        assertThat(answer.at("/definition/deadline/due").asText()).isEqualTo("2025-10-31");
        assertThat(answer.at("/versions/0/version").asInt()).isEqualTo(1);
        assertThat(answer.at("/versions/0/definition/deadline/due").asText()).isEqualTo("2025-09-30");
        assertThat(answer.at("/versions/1/offset").asLong()).isEqualTo(9);
        assertThat(answer.at("/versions/1/publishedAt").asText()).isEqualTo("2025-09-01T02:00:00Z");
        assertThat(answer.at("/occurrences/1/unitId").asText()).isEqualTo("b");
        assertThat(answer.at("/occurrences/1/originalDue").asText()).isEqualTo("2025-09-30");
        assertThat(answer.at("/occurrences/1/onTime").asBoolean()).isTrue();
        assertThat(answer.at("/occurrences/1/onTimeOriginal").asBoolean()).isTrue();
        assertThat(answer.at("/occurrences/1/episode").asInt()).isEqualTo(1);
        assertThat(answer.at("/occurrences/1/alerts/0/state").asText()).isEqualTo("CLEARED");
        assertThat(answer.at("/reports/0/state").asText()).isEqualTo("superseded");
        assertThat(answer.at("/reports/1/state").asText()).isEqualTo("in-force");
        assertThat(answer.at("/reports/1/topic").asText()).isEqualTo("tiendo.progress");
        assertThat(answer.at("/reports/1/offset").asLong()).isEqualTo(21);
        assertThat(answer.at("/meta/clock").asText()).isEqualTo("2025-10-01");
    }

    @Test
    void reportsOfADroppedAssignmentAreSuperseded() {
        // Given
        api.reads.drop("t1", "b");
        api.reads.reports.add(Samples.stored(Samples.report("r1", "t1", "b", Status.DONE), 20));

        // When
        JsonNode answer = api.json("/tasks/t1");

        // Then
        assertThat(answer.at("/reports/0/state").asText()).isEqualTo("superseded");
        assertThat(answer.path("occurrences")).hasSize(1);
    }

    @Test
    void aTaskThatReportsWaitForSaysSo() {
        // Given
        api.reads.parked.add(Samples.stored(Samples.report("r1", "t9", "a", Status.DONE), 20));

        // When
        HttpResponse<String> response = api.get("/api/v1/tasks/t9");

        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("1 reports wait for its definition");
    }

    private static OccurrenceState period(String period) {
        OccurrenceState occurrence = Samples.open();
        occurrence.setPeriod(period);
        return occurrence;
    }

    private static List<String> keys(JsonNode answer) {
        List<String> keys = new ArrayList<>();
        answer.path("rows").forEach(row -> {
            String period =
                    row.path("period").isNull() ? "" : "|" + row.path("period").asText();
            keys.add(row.path("taskId").asText() + "|" + row.path("unitId").asText() + period);
        });
        return keys;
    }
}
