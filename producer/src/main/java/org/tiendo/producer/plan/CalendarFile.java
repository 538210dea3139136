package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.producer.BadInputException;

/** Reads the working calendar that deadlines in working days are counted by; plans/README.md explains the file. */
public final class CalendarFile {
    static final String NAME = "working-calendar.yaml";

    private CalendarFile() {}

    /**
     * Reads a calendar.
     *
     * @throws BadInputException when it cannot be read or does not pass {@link CalendarCheck}; the message has one line
     *     for each finding, naming the file, the line and the path in it
     */
    public static WorkingCalendar load(Path file) {
        return of(PlanFile.read(file));
    }

    /** The calendar of Vietnam's public employees that comes with Tiendo, from its jar. */
    public static WorkingCalendar bundled() {
        return of(PlanCatalogue.bundledFile(NAME));
    }

    /** Whether a file holds the working calendar, as it does where a directory of plans is named whole. */
    public static boolean isCalendar(Path file) {
        return file.endsWith(NAME);
    }

    static WorkingCalendar of(PlanFile source) {
        CalendarCheck.check(source).refuse();
        JsonNode file = source.content();
        List<LocalDate> off = new ArrayList<>();
        List<LocalDate> worked = new ArrayList<>();
        file.path("holidays").forEach(holiday -> off.add(day(holiday, "day")));
        for (JsonNode swap : file.path("swaps")) {
            off.add(day(swap, "off"));
            worked.add(day(swap, "worked"));
        }
        return WorkingCalendar.of(
                file.path("version").asText(),
                items(file.path("years")).map(JsonNode::intValue).toList(),
                items(file.path("weekend").path("days"))
                        .map(CalendarFile::weekday)
                        .toList(),
                off,
                worked);
    }

    static DayOfWeek weekday(JsonNode word) {
        return DayOfWeek.valueOf(word.asText().toUpperCase(Locale.ROOT));
    }

    private static LocalDate day(JsonNode entry, String field) {
        return LocalDate.parse(entry.path(field).asText());
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
