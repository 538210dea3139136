package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarCheckTest {
    private static final String SOUND = """
            version: '2024-1'
            years: [2024]
            weekend: {days: [saturday, sunday], source: s}
            sources:
              - {id: s, number: 1/TB, issued: '2023-11-22', title_vi: S, title_en: S, checked: at example.org}
            holidays:
              - {day: '2024-01-01', name_vi: H, name_en: H, source: s}
              - {day: '2024-04-30', name_vi: H, name_en: H, source: s}
            swaps:
              - {off: '2024-04-29', worked: '2024-05-04', name_vi: W, name_en: W, source: s}
            """;

    @Test
    void aSoundCalendarHasNoFindings() {
        // Then
        assertThat(check(calendar -> {})).isEmpty();
    }

    @Test
    void aMisspeltKeyIsNotOverlooked() {
        // Then
        assertThat(check(calendar -> {
                    calendar.put("timezone", "Asia/Ho_Chi_Minh");
                    holiday(calendar).put("until", "2024-01-02");
                    swap(calendar).put("work", "2024-05-05");
                }))
                .containsExactly(
                        "timezone: unknown key; expected one of [holidays, sources, swaps, version, weekend, years]",
                        "holidays[0].until: unknown key; expected one of [day, name_en, name_vi, source]",
                        "swaps[0].work: unknown key; did you mean worked? Expected one of [name_en, name_vi, off, source, worked]");
    }

    @Test
    void aDayOfAnUnknownYearIsRefused() {
        // Then
        assertThat(check(calendar -> {
                    holiday(calendar).put("day", "2025-01-01");
                    swap(calendar).put("worked", "2025-01-04");
                }))
                .containsExactly(
                        "holidays[0].day: 2025-01-01 is outside the years [2024];"
                                + " add its year with all its days, or leave the day out",
                        "swaps[0].worked: 2025-01-04 is outside the years [2024];"
                                + " add its year with all its days, or leave the day out");
    }

    @Test
    void aDayIsListedOnceAmongHolidaysAndSwapsTogether() {
        // Then
        assertThat(check(calendar -> {
                    holiday(calendar).put("day", "2024-04-30");
                    swap(calendar).put("off", "2024-04-30");
                }))
                .containsExactly(
                        "holidays[1].day: 2024-04-30 is listed twice, first as holidays[0].day; leave one out",
                        "swaps[0].off: 2024-04-30 is listed twice, first as holidays[0].day; leave one out");
    }

    @Test
    void aHolidayOnARestDayIsRefused() {
        // Then
        assertThat(check(calendar -> holiday(calendar).put("day", "2024-02-10")))
                .containsExactly("holidays[0].day: 2024-02-10 (Saturday) is a rest day anyway;"
                        + " list the day given in lieu of it, or leave it out");
    }

    @Test
    void aSwapTakesAWorkingDayOffAndWorksARestDay() {
        // Then
        assertThat(check(calendar -> swap(calendar).put("off", "2024-05-05").put("worked", "2024-05-06")))
                .containsExactly(
                        "swaps[0].off: 2024-05-05 (Sunday) is a rest day anyway; name the working day that is off",
                        "swaps[0].worked: 2024-05-06 (Monday) is a normal working day;"
                                + " name the rest day that is worked in exchange");
    }

    @Test
    void nothingGoesWithoutItsNamesAndItsSource() {
        // Then
        assertThat(check(calendar -> {
                    holiday(calendar).put("name_vi", " ").remove("source");
                    swap(calendar).put("source", "hearsay").putNull("name_en");
                    ((ObjectNode) calendar.path("weekend")).putNull("source");
                }))
                .containsExactly(
                        "weekend.source: missing; name the id of the document that says so",
                        "holidays[0].name_vi: missing",
                        "holidays[0].source: missing; name the id of the document that says so",
                        "swaps[0].name_en: missing",
                        "swaps[0].source: hearsay is not among the sources; add the document there");
    }

    @Test
    void aSourceHasItsNumberDateAndWhereItWasChecked() {
        // Then
        assertThat(check(calendar -> {
                    ObjectNode source = (ObjectNode) calendar.path("sources").path(0);
                    ((ArrayNode) calendar.path("sources")).add(source.deepCopy());
                    source.put("issued", "22/11/2023").remove(List.of("number", "checked"));
                }))
                .containsExactly(
                        "sources[0].number: missing",
                        "sources[0].checked: missing",
                        "sources[0].issued: 22/11/2023 is no date; expected a day such as 2024-12-31",
                        "sources[1].id: s is used twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024", "1/1/2024", "2023-02-29", "2024-1-1", "soon"})
    void aDayIsADate(String text) {
        // Then
        assertThat(check(calendar -> holiday(calendar).put("day", text)))
                .containsExactly("holidays[0].day: " + text + " is no date; expected a day such as 2024-12-31");
    }

    @Test
    void aMissingDayIsNamed() {
        // Then
        assertThat(check(calendar -> swap(calendar).putNull("worked")))
                .containsExactly("swaps[0].worked: missing; expected a day such as 2024-12-31");
    }

    @Test
    void aYearWithoutHolidaysIsNotTakenForKnown() {
        // Then
        assertThat(check(calendar -> ((ArrayNode) calendar.path("years")).add(2025)))
                .containsExactly("years: 2025 has no holidays; list them, or leave the year out");
    }

    @Test
    void yearsAreNumbersAndListedOnce() {
        // Then
        assertThat(check(calendar -> ((ArrayNode) calendar.path("years"))
                        .add(2024)
                        .add("2025")
                        .add(25)))
                .containsExactly(
                        "years[1]: 2024 is listed twice",
                        "years[2]: \"2025\" is no year; expected a number such as 2025",
                        "years[3]: 25 is no year; expected a number such as 2025");
        assertThat(check(calendar -> calendar.putArray("years"))).containsExactly("years: must list at least one year");
    }

    @Test
    void someWeekdaysAreWorkedAndSomeAreNot() {
        // Then
        assertThat(check(calendar -> weekend(calendar).add("caturday").add("sunday")))
                .containsExactly(
                        "weekend.days[2]: \"caturday\" is no weekday; expected a word such as saturday",
                        "weekend.days[3]: sunday is listed twice");
        assertThat(check(calendar -> weekend(calendar)
                        .add("monday")
                        .add("tuesday")
                        .add("wednesday")
                        .add("thursday")
                        .add("friday")))
                .contains("weekend.days: must be a list of one to six weekdays");
        assertThat(check(calendar -> ((ObjectNode) calendar.path("weekend")).remove("days")))
                .contains("weekend.days: must be a list of one to six weekdays");
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        // Then
        assertThat(check(parse("[2024]")))
                .containsExactly("the file must hold version, years, weekend, sources, holidays and swaps");
        assertThat(check(parse("{version: '1'}")))
                .contains(
                        "sources: must be a list; it is missing ([] stands for none)",
                        "years: must be a list; it is missing ([] stands for none)",
                        "weekend: must be a mapping of [days, source]",
                        "holidays: must be a list; it is missing ([] stands for none)",
                        "swaps: must be a list; it is missing ([] stands for none)");
    }

    private static List<String> check(Consumer<ObjectNode> change) {
        ObjectNode calendar = (ObjectNode) parse(SOUND);
        change.accept(calendar);
        return check(calendar);
    }

    private static List<String> check(JsonNode calendar) {
        return CalendarCheck.check(PlanFile.of("calendar.yaml", calendar)).all().stream()
                .map(Finding::toString)
                .toList();
    }

    private static JsonNode parse(String yaml) {
        try {
            return PlanFile.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "calendar.yaml")
                    .sound();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode holiday(ObjectNode calendar) {
        return (ObjectNode) calendar.path("holidays").path(0);
    }

    private static ObjectNode swap(ObjectNode calendar) {
        return (ObjectNode) calendar.path("swaps").path(0);
    }

    private static ArrayNode weekend(ObjectNode calendar) {
        return (ArrayNode) calendar.path("weekend").path("days");
    }
}
