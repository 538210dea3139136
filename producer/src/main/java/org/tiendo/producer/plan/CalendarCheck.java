package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;

/**
 * Checks a working calendar before a deadline is counted by it. Finds everything at once; each finding names the path in
 * the file, what is wrong and what to do.
 */
final class CalendarCheck {
    private static final Set<String> TOP_KEYS = Set.of("version", "years", "weekend", "sources", "holidays", "swaps");
    private static final Set<String> WEEKEND_KEYS = Set.of("days", "source");
    private static final Set<String> SOURCE_KEYS = Set.of("id", "number", "issued", "title_vi", "title_en", "checked");
    private static final Set<String> HOLIDAY_KEYS = Set.of("day", "name_vi", "name_en", "source");
    private static final Set<String> SWAP_KEYS = Set.of("off", "worked", "name_vi", "name_en", "source");
    private static final Set<String> WEEKDAYS = Arrays.stream(DayOfWeek.values())
            .map(weekday -> weekday.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final Findings findings;
    private final Set<Integer> years = new TreeSet<>();
    private final Set<Integer> yearsWithHolidays = new HashSet<>();
    private final Set<DayOfWeek> weekend = new TreeSet<>();
    private final Set<String> sources = new HashSet<>();
    private final Map<LocalDate, String> listed = new HashMap<>();

    private CalendarCheck(Findings findings) {
        this.findings = findings;
    }

    static Findings check(PlanFile file) {
        Findings findings = new Findings(file);
        if (!file.content().isMissingNode() || file.flaws().isEmpty()) {
            new CalendarCheck(findings).calendar(file.content());
        }
        return findings;
    }

    private void calendar(JsonNode file) {
        if (!file.isObject()) {
            findings.add("", "the file must hold version, years, weekend, sources, holidays and swaps");
            return;
        }
        findings.keys(file, "", TOP_KEYS);
        findings.text(file, "", "version");
        findings.list(file, "sources").forEach((path, source) -> source(source, path));
        findings.list(file, "years").forEach((path, year) -> year(year, item(path)));
        if (years.isEmpty()) {
            findings.add("years", "must list at least one year");
        }
        weekend(file.path("weekend"));
        findings.list(file, "holidays").forEach((path, holiday) -> holiday(holiday, path));
        findings.list(file, "swaps").forEach((path, swap) -> swap(swap, path));
        for (int year : years) {
            if (!yearsWithHolidays.contains(year)) {
                findings.add("years", year + " has no holidays; list them, or leave the year out");
            }
        }
    }

    private void source(JsonNode source, String path) {
        findings.keys(source, path, SOURCE_KEYS);
        for (String field : List.of("number", "title_vi", "title_en", "checked")) {
            findings.text(source, path, field);
        }
        day(source, path, "issued");
        String id = source.path("id").asText();
        if (!source.path("id").isTextual() || !Ids.isValid(id)) {
            findings.add(path + "id", "must be 1 to 128 characters without blanks, '|' or '/'");
        } else if (!sources.add(id)) {
            findings.add(path + "id", id + " is used twice");
        }
    }

    private void year(JsonNode year, String path) {
        if (!year.isInt() || year.intValue() < 1900 || year.intValue() > 9999) {
            findings.add(path, year + " is no year; expected a number such as 2025");
        } else if (!years.add(year.intValue())) {
            findings.add(path, year + " is listed twice");
        }
    }

    private void weekend(JsonNode rest) {
        findings.keys(rest, "weekend.", WEEKEND_KEYS);
        sourceRef(rest, "weekend.");
        int index = 0;
        for (JsonNode word : rest.path("days")) {
            String path = "weekend.days[" + index++ + "]";
            if (!WEEKDAYS.contains(word.asText())) {
                findings.add(path, word + " is no weekday; expected a word such as saturday");
            } else if (!weekend.add(CalendarFile.weekday(word))) {
                findings.add(path, word.asText() + " is listed twice");
            }
        }
        if (weekend.isEmpty() || weekend.size() == WEEKDAYS.size()) {
            findings.add("weekend.days", "must be a list of one to six weekdays");
        }
    }

    private void holiday(JsonNode holiday, String path) {
        findings.keys(holiday, path, HOLIDAY_KEYS);
        namesAndSource(holiday, path);
        LocalDate day = listedDay(holiday, path, "day");
        if (day != null) {
            yearsWithHolidays.add(day.getYear());
            if (isRestDay(day)) {
                findings.add(
                        path + "day",
                        named(day) + " is a rest day anyway; list the day given in lieu of it, or leave it out");
            }
        }
    }

    private void swap(JsonNode swap, String path) {
        findings.keys(swap, path, SWAP_KEYS);
        namesAndSource(swap, path);
        LocalDate off = listedDay(swap, path, "off");
        if (off != null && isRestDay(off)) {
            findings.add(path + "off", named(off) + " is a rest day anyway; name the working day that is off");
        }
        LocalDate worked = listedDay(swap, path, "worked");
        if (worked != null && !isRestDay(worked)) {
            findings.add(
                    path + "worked",
                    named(worked) + " is a normal working day; name the rest day that is worked in exchange");
        }
    }

    private void namesAndSource(JsonNode entry, String path) {
        findings.text(entry, path, "name_vi");
        findings.text(entry, path, "name_en");
        sourceRef(entry, path);
    }

    private void sourceRef(JsonNode entry, String path) {
        String source = entry.path("source").asText("");
        if (source.isBlank()) {
            findings.add(path + "source", "missing; name the id of the document that says so");
        } else if (!sources.contains(source)) {
            findings.add(path + "source", source + " is not among the sources; add the document there");
        }
    }

    private @Nullable LocalDate listedDay(JsonNode entry, String path, String field) {
        LocalDate day = day(entry, path, field);
        if (day == null) {
            return null;
        }
        if (!years.isEmpty() && !years.contains(day.getYear())) {
            findings.add(
                    path + field,
                    day + " is outside the years " + years + "; add its year with all its days, or leave the day out");
        }
        String before = listed.putIfAbsent(day, path + field);
        if (before != null) {
            findings.add(path + field, day + " is listed twice, first as " + before + "; leave one out");
        }
        return day;
    }

    private @Nullable LocalDate day(JsonNode entry, String path, String field) {
        String text = entry.path(field).asText("");
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            findings.add(
                    path + field,
                    (text.isBlank() ? "missing" : text + " is no date") + "; expected a day such as 2024-12-31");
            return null;
        }
    }

    private boolean isRestDay(LocalDate day) {
        return weekend.contains(day.getDayOfWeek());
    }

    private static String named(LocalDate day) {
        return day + " (" + day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + ")";
    }

    /** The path of an item that has no fields: without the dot that leads to them. */
    private static String item(String path) {
        return path.substring(0, path.length() - 1);
    }
}
