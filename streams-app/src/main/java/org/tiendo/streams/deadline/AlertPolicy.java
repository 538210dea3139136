package org.tiendo.streams.deadline;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * On which days an alert is raised and on which it goes further.
 *
 * @param dueSoonDays days before the due day on which its unit is reminded, the longest first; each 1 or more
 * @param escalationDays days past due on which the unit, its parent, its grandparent and so on are told, the shortest
 *     first; each 1 or more
 * @param silentDays how many days without a report are not yet silence; 1 or more
 */
public record AlertPolicy(List<Integer> dueSoonDays, List<Integer> escalationDays, int silentDays) {
    /** What holds where nothing else is set: the longest quarter counts as one reporting interval. */
    public static final AlertPolicy USUAL = new AlertPolicy(List.of(30, 7, 1), List.of(1, 7, 30), 92);

    /** @throws IllegalArgumentException when a number of days is out of range or out of order */
    public AlertPolicy {
        dueSoonDays = List.copyOf(dueSoonDays);
        escalationDays = List.copyOf(escalationDays);
        requireOrder(dueSoonDays, Comparator.reverseOrder(), "due-soon days must fall");
        requireOrder(escalationDays, Comparator.naturalOrder(), "escalation days must rise");
        if (silentDays < 1) {
            throw new IllegalArgumentException("silence takes at least a day: " + silentDays);
        }
    }

    private static void requireOrder(List<Integer> days, Comparator<Integer> order, String rule) {
        boolean sound = days.stream().allMatch(day -> day >= 1)
                && days.stream().sorted(order).distinct().toList().equals(days);
        if (!sound) {
            throw new IllegalArgumentException(rule + " and be 1 or more: " + days);
        }
    }

    /** Which reminder a day calls for: 1 for the first, 0 before it and once the due day is past. */
    public int dueSoonLevel(LocalDate due, LocalDate day) {
        long left = ChronoUnit.DAYS.between(day, due);
        return left < 0
                ? 0
                : (int) dueSoonDays.stream().filter(ahead -> left <= ahead).count();
    }

    /** Who has to be told of a task that is late: 1 its unit, 2 the parent and so on, 0 while nobody has. */
    public int overdueLevel(LocalDate due, LocalDate day) {
        long late = ChronoUnit.DAYS.between(due, day);
        return (int) escalationDays.stream().filter(after -> late >= after).count();
    }

    /** The days on which the calendar alone raises an alert on a due day, or takes it further. */
    public Stream<LocalDate> alertDays(LocalDate due) {
        return Stream.concat(
                dueSoonDays.stream().map(due::minusDays),
                escalationDays.stream().map(due::plusDays));
    }

    /** Days past due; 0 up to the due day, and without one. */
    public static int daysOverdue(@Nullable LocalDate due, LocalDate day) {
        return due == null ? 0 : (int) Math.max(0, ChronoUnit.DAYS.between(due, day));
    }

    /** The first day of silence, where nothing is heard after a given day. */
    public LocalDate silentFrom(LocalDate lastHeard) {
        return lastHeard.plusDays(silentDays + 1L);
    }
}
