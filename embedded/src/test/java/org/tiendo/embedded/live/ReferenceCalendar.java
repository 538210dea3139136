package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/** Which days are worked, read from the file of the working calendar itself. */
final class ReferenceCalendar {
    private static final ReferenceCalendar VIETNAM = new ReferenceCalendar();

    private final Set<LocalDate> off = new HashSet<>();
    private final Set<LocalDate> worked = new HashSet<>();

    private ReferenceCalendar() {
        try {
            JsonNode file = new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("..", "plans", "working-calendar.yaml").toFile());
            file.path("holidays").forEach(holiday -> off.add(day(holiday.path("day"))));
            file.path("swaps").forEach(swap -> {
                off.add(day(swap.path("off")));
                worked.add(day(swap.path("worked")));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDate day(JsonNode text) {
        return LocalDate.parse(text.asText());
    }

    /** The n-th working day after a day; the day itself for none. */
    static LocalDate after(LocalDate day, int workingDays) {
        LocalDate reached = day;
        for (int left = workingDays; left > 0; left -= VIETNAM.isWorked(reached) ? 1 : 0) {
            reached = reached.plusDays(1);
        }
        return reached;
    }

    private boolean isWorked(LocalDate day) {
        boolean restDay = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
        return worked.contains(day) || (!restDay && !off.contains(day));
    }
}
