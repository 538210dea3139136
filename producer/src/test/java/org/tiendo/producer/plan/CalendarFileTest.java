package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.producer.BadInputException;

/** The working calendar of 2022 to 2026, held against what the notices say. */
class CalendarFileTest {
    private static final Path FILE = Path.of("..", "plans", "working-calendar.yaml");

    private final WorkingCalendar calendar = CalendarFile.bundled();

    @TempDir
    private Path directory;

    @Test
    void theBundledCalendarIsTheFileInPlans() {
        // Then
        assertThat(calendar).isEqualTo(CalendarFile.load(FILE));
        assertThat(calendar.version()).isEqualTo("2026-1");
        assertThat(calendar.years()).containsExactly(2022, 2023, 2024, 2025, 2026);
        assertThat(calendar.weekend())
                .containsExactlyElementsOf(
                        WorkingCalendar.SATURDAY_AND_SUNDAY.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2022 | 249 | 01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02
            2023 | 249 | 01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04
            2024 | 251 | 01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03
            2025 | 250 | 01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02
            2026 | 249 | 01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24
            """)
    void eachYearHasItsWeekdaysOffAndItsCountOfWorkingDays(int year, int workingDays, String off) {
        // Then
        assertThat(weekdaysOff(year))
                .containsExactlyElementsOf(Arrays.stream(off.split(" "))
                        .map(day -> LocalDate.parse(year + "-" + day))
                        .toList());
        assertThat(days(year).filter(calendar::isWorkingDay)).hasSize(workingDays);
    }

    @Test
    void theExchangedSaturdaysAreTheOnlyRestDaysWorked() {
        // Then
        assertThat(Stream.of(2022, 2023, 2024, 2025, 2026)
                        .flatMap(CalendarFileTest::days)
                        .filter(day -> WorkingCalendar.SATURDAY_AND_SUNDAY.contains(day.getDayOfWeek()))
                        .filter(calendar::isWorkingDay))
                .containsExactly(
                        LocalDate.of(2024, 5, 4),
                        LocalDate.of(2025, 4, 26),
                        LocalDate.of(2026, 1, 10),
                        LocalDate.of(2026, 8, 22));
    }

    @ParameterizedTest
    @CsvSource({
        // From the last day before a Tet block to the first day after it.
        "2022-01-28, 1, 2022-02-07",
        "2023-01-19, 1, 2023-01-27",
        "2024-02-07, 1, 2024-02-15",
        "2025-01-24, 1, 2025-02-03",
        "2026-02-13, 1, 2026-02-23",
        // Ten working days from the Friday before Tet 2025, and from within the block.
        "2025-01-24, 10, 2025-02-14",
        "2025-01-29, 10, 2025-02-14",
        // The days off and the Saturday worked around 30 April 2024 and 2025, New Year and National Day 2026.
        "2024-04-26, 1, 2024-05-02",
        "2024-05-03, 1, 2024-05-04",
        "2025-04-25, 1, 2025-04-26",
        "2025-04-29, 1, 2025-05-05",
        "2025-12-31, 1, 2026-01-05",
        "2026-01-09, 1, 2026-01-10",
        "2026-08-21, 1, 2026-08-22",
        "2026-08-28, 1, 2026-09-03",
        // Five days off in a row in 2023, a leap day, Culture Day.
        "2023-04-28, 1, 2023-05-04",
        "2024-02-28, 1, 2024-02-29",
        "2026-11-23, 1, 2026-11-25",
    })
    void termsRunOverTetAndExchangedDays(LocalDate trigger, int days, LocalDate due) {
        // Then
        assertThat(calendar.plusWorkingDays(trigger, days)).isEqualTo(due);
    }

    @Test
    void aTermThatLeavesTheKnownYearsIsNoticed() {
        // Given
        LocalDate trigger = LocalDate.of(2026, 12, 30);

        // When
        LocalDate due = calendar.plusWorkingDays(trigger, 3);

        // Then: New Year's Day 2027 counts as worked, for want of better knowledge.
        assertThat(due).isEqualTo(LocalDate.of(2027, 1, 4));
        assertThat(calendar.covers(trigger, due)).isFalse();
        assertThat(calendar.covers(trigger, LocalDate.of(2026, 12, 31))).isTrue();
    }

    @Test
    void everyEntryIsNamedInBothLanguagesAndRestsOnADatedDocument() {
        // Given
        JsonNode file = PlanFile.read(FILE).sound();
        Set<String> documents = items(file, "sources")
                .filter(source -> source.path("number").asText().matches("\\d+/.+")
                        && source.path("issued").asText().matches("\\d{4}-\\d\\d-\\d\\d")
                        && !source.path("checked").asText().isBlank())
                .map(source -> source.path("id").asText())
                .collect(Collectors.toSet());

        // Then
        assertThat(documents).hasSameSizeAs(file.path("sources"));
        assertThat(Stream.concat(items(file, "holidays"), items(file, "swaps")))
                .hasSize(56 + 4)
                .allSatisfy(entry -> {
                    assertThat(entry.path("name_vi").asText()).isNotBlank();
                    assertThat(entry.path("name_en").asText()).isNotBlank();
                    assertThat(documents).contains(entry.path("source").asText());
                });
    }

    @Test
    void noDocumentIsYoungerThanTheDayThatRestsOnIt() {
        // Given
        JsonNode file = PlanFile.read(FILE).sound();

        // Then
        items(file, "sources").forEach(source -> {
            LocalDate issued = LocalDate.parse(source.path("issued").asText());
            assertThat(items(file, "holidays")
                            .filter(holiday -> holiday.path("source").equals(source.path("id"))))
                    .allSatisfy(holiday -> assertThat(
                                    LocalDate.parse(holiday.path("day").asText()))
                            .isAfter(issued));
        });
    }

    @Test
    void aMovedHolidayChangesTheFingerprintAndANewVersionAloneDoesNot() throws IOException {
        // When
        WorkingCalendar renamed = CalendarFile.load(changed("version: '2026-1'", "version: '2026-2'"));
        WorkingCalendar moved = CalendarFile.load(changed("'2026-11-24'", "'2026-11-25'"));

        // Then
        assertThat(renamed.version()).isEqualTo("2026-2");
        assertThat(renamed.fingerprint()).isEqualTo(calendar.fingerprint());
        assertThat(moved.isWorkingDay(LocalDate.of(2026, 11, 24))).isTrue();
        assertThat(moved.fingerprint()).isNotEqualTo(calendar.fingerprint());
    }

    @Test
    void aBadFileIsRefusedWithALineForEachFinding() throws IOException {
        // Given
        Path file = changed("'2026-11-24'", "'2027-11-24'");
        Files.writeString(file, Files.readString(file).replace("source: nq-28-2026", "source: nq-82-2026"));

        // Then
        assertThatThrownBy(() -> CalendarFile.load(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file
                        + ":143:11: holidays[55].day: 2027-11-24 is outside the years [2022, 2023, 2024, 2025, 2026];"
                        + " add its year with all its days, or leave the day out\n" + file
                        + ":143:98: holidays[55].source: nq-82-2026 is not among the sources; add the document there");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        // Then
        assertThatThrownBy(() -> CalendarFile.load(directory.resolve("none.yaml")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(directory.resolve("none.yaml") + " cannot be read");
    }

    private Path changed(String from, String to) throws IOException {
        String original = Files.readString(FILE);
        assertThat(original).containsOnlyOnce(from);
        return Files.writeString(directory.resolve(CalendarFile.NAME), original.replace(from, to));
    }

    private List<LocalDate> weekdaysOff(int year) {
        return days(year)
                .filter(day -> !WorkingCalendar.SATURDAY_AND_SUNDAY.contains(day.getDayOfWeek()))
                .filter(day -> !calendar.isWorkingDay(day))
                .toList();
    }

    private static Stream<LocalDate> days(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
    }

    private static Stream<JsonNode> items(JsonNode file, String field) {
        List<JsonNode> items = new ArrayList<>();
        file.path(field).forEach(items::add);
        return items.stream();
    }
}
