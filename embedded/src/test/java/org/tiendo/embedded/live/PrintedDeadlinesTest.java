package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.plan.PlanPublisher;

/**
 * The five plans live through the years of {@code docs/deadlines.md}, day by day of its table; each task does what the
 * document says of it, and all tasks of a kind what is printed.
 */
class PrintedDeadlinesTest {
    private static final LocalDate PUBLISHED = LocalDate.of(2022, 3, 15);
    private static final LocalDate YEAR_DONE = LocalDate.of(2023, 12, 31);
    private static final Duration MORNING = Duration.ofHours(9);

    private static final DeadlineDocument DOCUMENT = DeadlineDocument.read();
    private static final List<JsonNode> CATALOGUES = FivePlansLiveTest.CATALOGUES;

    private static final List<String> WRONG = new ArrayList<>();
    private static final Map<LocalDate, List<JsonNode>> TASKS_ON = new TreeMap<>();

    private static LiveStack stack;
    private static Api api;
    private static int reports;

    @BeforeAll
    static void liveThroughTheYears() {
        stack = LiveStack.start("printed");
        api = stack.api();
        PlanPublisher publisher = new PlanPublisher(stack.producer());
        PlanCatalogue.bundled().forEach(plan -> publisher.publish(plan, startOf(PUBLISHED)));
        stack.awaitConsumed();
        DOCUMENT.days().stream()
                .collect(Collectors.groupingBy(DeadlineDocument.Day::day, TreeMap::new, Collectors.toList()))
                .forEach(PrintedDeadlinesTest::live);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private static void live(LocalDate day, List<DeadlineDocument.Day> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                startOf(day),
                "clock",
                null,
                History.object().put("at", startOf(day).toString())));
        rows.stream().filter(row -> !row.event().isEmpty()).forEach(row -> lines.add(happening(row)));
        if (day.equals(YEAR_DONE)) {
            ofKind("annual").filter(task -> !isNamed(task)).forEach(task -> lines.add(done(task, day)));
        }
        stack.replay(lines);
        try {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> {
                        JsonNode through =
                                api.get("/api/v1/accounting").path("meta").path("dataThrough");
                        assertThat(through.isTextual()).isTrue();
                        assertThat(Instant.parse(through.asText())).isAfterOrEqualTo(startOf(day));
                        Map<String, String> states = states();
                        assertThat(rows)
                                .allSatisfy(row -> assertThat(states.get(row.taskId() + " " + row.period()))
                                        .as("%s on %s", row.taskId(), day)
                                        .isEqualTo(String.join(
                                                " ", row.bucket(), row.due(), row.overdue(), row.alerts())));
                    });
        } catch (ConditionTimeoutException e) {
            WRONG.add(e.getMessage());
        }
        TASKS_ON.put(day, api.rows("/api/v1/tasks", 1_000));
    }

    /** Every occurrence's state in the words of the document's table, by task and period. */
    private static Map<String, String> states() {
        Map<String, List<String>> open = new TreeMap<>();
        for (JsonNode alert : api.rows("/api/v1/alerts", 1_000)) {
            String to = alert.path("escalatedTo").asText("");
            open.computeIfAbsent(key(alert), key -> new ArrayList<>())
                    .add(alert.path("kind").asText() + " " + alert.path("level").asText()
                            + (to.isEmpty() ? "" : " → " + to));
        }
        Map<String, String> states = new TreeMap<>();
        for (JsonNode task : api.rows("/api/v1/tasks", 1_000)) {
            states.put(
                    key(task),
                    String.join(
                            " ",
                            task.path("bucket").asText(),
                            task.path("due").asText(""),
                            task.path("overdue").asBoolean() ? "yes" : "no",
                            open.getOrDefault(key(task), List.of()).stream()
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        }
        return states;
    }

    private static String key(JsonNode row) {
        return row.path("taskId").asText() + " " + row.path("period").asText("");
    }

    private static String happening(DeadlineDocument.Day row) {
        ObjectNode definition =
                api.get("/api/v1/tasks/" + row.taskId()).path("definition").deepCopy();
        ObjectNode deadline = (ObjectNode) definition.path("deadline");
        String[] words = row.event().split("[ ,]+");
        switch (words[0]) {
            case "report" -> {
                return report(definition, row.day(), words);
            }
            case "trigger" ->
                deadline.put("triggeredOn", row.day().toString())
                        .put("workingDaysAfterTrigger", Integer.parseInt(words[1]));
            case "extend" -> deadline.put("due", words[1]);
            case "pause" -> definition.put("paused", true);
            case "resume" -> definition.put("paused", false);
            default -> throw new IllegalArgumentException(row.event());
        }
        return line(startOf(row.day()).plus(MORNING), "tasks", row.taskId(), definition);
    }

    private static String report(JsonNode definition, LocalDate day, String... words) {
        ObjectNode report = report(
                definition.path("taskId").asText(),
                definition.path("assignments").get(0).asText(),
                day);
        if (words.length > 2) {
            report.put("status", "IN_PROGRESS")
                    .put("numerator", Integer.parseInt(words[1]))
                    .put("denominator", Integer.parseInt(words[3]));
        } else {
            report.put("status", words[1]);
        }
        return line(
                startOf(day).plus(MORNING), "progress", report.path("taskId").asText(), report);
    }

    private static String done(JsonNode printed, LocalDate day) {
        ObjectNode report =
                report(printed.path("id").asText(), printed.path("unit").asText(), day);
        return line(
                startOf(day).plus(MORNING), "progress", report.path("taskId").asText(), report.put("status", "DONE"));
    }

    private static ObjectNode report(String taskId, String unitId, LocalDate day) {
        return History.object()
                .put("reportId", "r" + ++reports)
                .put("taskId", taskId)
                .put("unitId", unitId)
                .put("asOf", day.toString())
                .put("reportedAt", startOf(day).plus(MORNING).toString());
    }

    private static String line(Instant at, String topic, String key, JsonNode value) {
        return HistoryLine.of(0, at, topic, key, value).json().toString();
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ReferenceModel.VIETNAM).toInstant();
    }

    private static Stream<JsonNode> ofKind(String kind) {
        return CATALOGUES.stream()
                .flatMap(catalogue -> stream(catalogue.path("tasks")))
                .filter(task -> task.path("deadline").path("kind").asText().equals(kind));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return IntStream.range(0, array.size()).mapToObj(array::get);
    }

    private static boolean isNamed(JsonNode task) {
        return DOCUMENT.named().stream()
                .anyMatch(named -> named.taskId().equals(task.path("id").asText()));
    }

    private static Set<String> idsOf(String kind, int count) {
        Set<String> ids = ofKind(kind).map(task -> task.path("id").asText()).collect(Collectors.toSet());
        assertThat(ids).hasSize(count);
        return ids;
    }

    /** The rows of some tasks on a day. */
    private static List<JsonNode> on(LocalDate day, Set<String> ids) {
        return TASKS_ON.get(day).stream()
                .filter(row -> ids.contains(row.path("taskId").asText()))
                .toList();
    }

    /** The tasks on which an overdue alert was ever raised. */
    private static Set<String> everOverdue() {
        return api.rows("/api/v1/alerts?state=all&kind=overdue", 1_000).stream()
                .map(alert -> alert.path("taskId").asText())
                .collect(Collectors.toSet());
    }

    @Test
    void theDocumentNamesOneTaskOfEachPrintedKindWithItsLine() {
        // Given
        Set<String> kinds = new HashSet<>(Set.of("indicator"));
        CATALOGUES.forEach(catalogue -> stream(catalogue.path("tasks"))
                .forEach(task -> kinds.add(task.path("deadline").path("kind").asText())));
        // Then
        assertThat(DOCUMENT.named())
                .extracting(DeadlineDocument.Named::kind)
                .containsExactlyInAnyOrderElementsOf(kinds);
        for (DeadlineDocument.Named named : DOCUMENT.named()) {
            boolean indicator = named.kind().equals("indicator");
            List<JsonNode> alike = indicator
                    ? CATALOGUES.stream()
                            .flatMap(each -> stream(each.path("indicators")))
                            .toList()
                    : ofKind(named.kind()).toList();
            assertThat(alike).as(named.kind()).hasSize(named.count());
            assertThat(alike)
                    .filteredOn(each -> each.path("id").asText().equals(named.taskId()))
                    .extracting(each -> indicator
                            ? each.path("name_vi").asText()
                            : each.path("deadline").path("text").asText(""))
                    .containsExactly(named.printed());
            assertThat(api.get("/api/v1/tasks/" + named.taskId())
                            .path("definition")
                            .path("source")
                            .asText())
                    .isEqualTo(named.line());
        }
    }

    @Test
    void eachNamedTaskDoesWhatItsTableSays() {
        assertThat(DOCUMENT.named())
                .allSatisfy(named -> assertThat(DOCUMENT.days())
                        .extracting(DeadlineDocument.Day::taskId)
                        .contains(named.taskId()));
        assertThat(WRONG).isEmpty();
    }

    @Test
    void anExtendedTaskIsJudgedByBothItsDueDays() {
        JsonNode occurrence =
                api.get("/api/v1/tasks/lam-dong-city.t-081").path("occurrences").get(0);
        assertThat(occurrence.path("due").asText()).isEqualTo("2025-06-30");
        assertThat(occurrence.path("originalDue").asText()).isEqualTo("2024-12-31");
        assertThat(occurrence.path("onTime").asBoolean()).isTrue();
        assertThat(occurrence.path("onTimeOriginal").asText()).isEqualTo("false");
    }

    @Test
    void conditionalTasksSleepUntilTheyAreTriggered() {
        // Given
        Set<String> ids = idsOf("conditional", 17);
        Set<String> triggered = DOCUMENT.days().stream()
                .filter(row -> row.event().startsWith("trigger"))
                .map(DeadlineDocument.Day::taskId)
                .collect(Collectors.toSet());
        LocalDate trigger = LocalDate.of(2025, 3, 3);
        // Then
        TASKS_ON.keySet()
                .forEach(day -> assertThat(on(day, ids))
                        .hasSize(17)
                        .filteredOn(row -> day.isBefore(trigger)
                                || !triggered.contains(row.path("taskId").asText()))
                        .allSatisfy(
                                row -> assertThat(row.path("bucket").asText()).isEqualTo("dormant")));
        assertThat(everOverdue()).contains("lam-dong-city.t-080");
        ids.removeAll(triggered);
        assertThat(api.rows("/api/v1/alerts?state=all", 1_000))
                .extracting(alert -> alert.path("taskId").asText())
                .doesNotContainAnyElementsOf(ids);
    }

    @Test
    void annualTasksHaveAnOccurrenceForEachYearAndKeepWhatItCameTo() {
        // Given
        LocalDate last = LocalDate.of(2026, 12, 31);
        assertThat(idsOf("annual", 15)).isNotEmpty();
        for (JsonNode catalogue : CATALOGUES) {
            for (JsonNode task : stream(catalogue.path("tasks")).toList()) {
                if (task.path("deadline").path("kind").asText().equals("annual")) {
                    // When
                    List<JsonNode> years = on(last, Set.of(task.path("id").asText()));
                    // Then
                    assertThat(years)
                            .extracting(row -> row.path("period").asText())
                            .containsExactlyInAnyOrderElementsOf(
                                    IntStream.rangeClosed(firstYear(catalogue, task), last.getYear())
                                            .mapToObj(String::valueOf)
                                            .toList());
                    assertThat(years).allSatisfy(PrintedDeadlinesTest::keepsItsYear);
                    assertThat(years)
                            .filteredOn(row -> row.path("status").asText().equals("DONE"))
                            .extracting(row -> row.path("period").asText())
                            .containsExactly(isNamed(task) ? "2022" : "2023");
                }
            }
        }
    }

    private static void keepsItsYear(JsonNode row) {
        String year = row.path("period").asText();
        boolean done = row.path("status").asText().equals("DONE");
        assertThat(row.path("due").asText()).isEqualTo(year + "-12-31");
        assertThat(row.path("bucket").asText()).isEqualTo(year + "-Q4");
        assertThat(row.path("overdue").asBoolean()).isEqualTo(!done && !year.equals("2026"));
    }

    /** As printed, else the year of the plan's issue, else that in which it was published. */
    private static int firstYear(JsonNode catalogue, JsonNode task) {
        String from = task.path("deadline").path("from").asText(null);
        String issued = catalogue.path("plan").path("issued").asText(null);
        String first = from != null ? from : issued != null ? issued : PUBLISHED.toString();
        return Year.parse(first.substring(0, 4)).getValue();
    }

    @Test
    void tasksFromAYearOnSleepBeforeItAndNeverEnd() {
        Set<String> ids = idsOf("from-year", 15);
        Map<String, LocalDate> from = ofKind("from-year")
                .collect(Collectors.toMap(
                        task -> task.path("id").asText(),
                        task -> LocalDate.parse(
                                task.path("deadline").path("from").asText())));
        TASKS_ON.keySet()
                .forEach(day -> assertThat(on(day, ids))
                        .hasSize(15)
                        .allSatisfy(row -> assertThat(row.path("bucket").asText())
                                .isEqualTo(
                                        day.isBefore(from.get(row.path("taskId").asText())) ? "dormant" : "ongoing")));
        assertThat(everOverdue()).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void ongoingTasksAreNeverOverdue() {
        Set<String> ids = idsOf("ongoing", 101);
        TASKS_ON.keySet()
                .forEach(day -> assertThat(on(day, ids)).hasSize(101).allSatisfy(row -> {
                    assertThat(row.path("bucket").asText()).isEqualTo("ongoing");
                    assertThat(row.path("overdue").asBoolean()).isFalse();
                }));
        assertThat(everOverdue()).doesNotContainAnyElementsOf(ids);
    }
}
