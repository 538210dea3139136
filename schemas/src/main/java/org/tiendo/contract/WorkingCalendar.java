package org.tiendo.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which days public employees work: not on the weekly rest days, not on public holidays and the days given in lieu of
 * them, but on the rest days that are worked in exchange for a working day. Deadlines that run in working days from a
 * trigger are counted by it.
 *
 * <p>Sources of the rule: Labour Code 45/2019/QH14, article 112 (the holidays; the Prime Minister fixes those of Tet and
 * National Day each year) and article 111(3) (a rest day that falls on a holiday is made up on the next working day);
 * the yearly notices to public employees, which also exchange working days. They are data: {@code
 * plans/working-calendar.yaml}. In a year that the data does not know, every day but the weekly rest days is worked.
 *
 * @param version the version of the data, such as {@code 2026-1}
 * @param years the years whose holidays are known
 * @param weekend the weekly rest days; at least one weekday is left to work on
 * @param daysOff the days off that are no weekly rest days, all in known years
 * @param workedRestDays the weekly rest days that are worked, all in known years
 */
public record WorkingCalendar(
        String version,
        SortedSet<Integer> years,
        SortedSet<DayOfWeek> weekend,
        SortedSet<LocalDate> daysOff,
        SortedSet<LocalDate> workedRestDays) {
    /** The most working days that can be added at once: about 40 years. */
    public static final int MAX_DAYS = 10_000;

    /** Saturday and Sunday: Decision 188/1999/QĐ-TTg on the 40-hour week. */
    public static final Set<DayOfWeek> SATURDAY_AND_SUNDAY = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** @throws IllegalArgumentException when a day contradicts the years or the weekend, or no weekday is worked */
    public WorkingCalendar {
        years = sorted(years);
        weekend = sorted(weekend);
        daysOff = sorted(daysOff);
        workedRestDays = sorted(workedRestDays);
        if (weekend.size() == DayOfWeek.values().length) {
            throw new IllegalArgumentException("at least one weekday must be worked");
        }
        for (LocalDate day : daysOff) {
            require(years.contains(day.getYear()), day, "is in no known year");
            require(!weekend.contains(day.getDayOfWeek()), day, "is a rest day anyway");
        }
        for (LocalDate day : workedRestDays) {
            require(years.contains(day.getYear()), day, "is in no known year");
            require(weekend.contains(day.getDayOfWeek()), day, "is worked anyway");
        }
    }

    /** A calendar from the same values in any collections. */
    public static WorkingCalendar of(
            String version,
            Collection<Integer> years,
            Collection<DayOfWeek> weekend,
            Collection<LocalDate> daysOff,
            Collection<LocalDate> workedRestDays) {
        return new WorkingCalendar(
                version,
                new TreeSet<>(years),
                new TreeSet<>(weekend),
                new TreeSet<>(daysOff),
                new TreeSet<>(workedRestDays));
    }

    public boolean isWorkingDay(LocalDate day) {
        return weekend.contains(day.getDayOfWeek()) ? workedRestDays.contains(day) : !daysOff.contains(day);
    }

    /**
     * The n-th working day after a day. The day itself is not counted, whether it is worked or not, as terms in days
     * run from the day after (Civil Code 91/2015/QH13, article 147); no days at all is the day itself.
     *
     * @param days 0 to {@link #MAX_DAYS}
     * @throws IllegalArgumentException when {@code days} is out of that range
     */
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        if (days < 0 || days > MAX_DAYS) {
            throw new IllegalArgumentException(days + " working days; expected 0 to " + MAX_DAYS);
        }
        LocalDate day = from;
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** Whether the holidays of a year are known; if not, only its weekly rest days are off. */
    public boolean covers(int year) {
        return years.contains(year);
    }

    /** Whether the holidays of every year from one day to another are known, whichever of them is the earlier. */
    public boolean covers(LocalDate one, LocalDate other) {
        int first = Math.min(one.getYear(), other.getYear());
        int last = Math.max(one.getYear(), other.getYear());
        return IntStream.rangeClosed(first, last).allMatch(this::covers);
    }

    /**
     * A hash of everything but the version: two calendars have the same one when they know the same years and work on
     * the same days, in this process or another.
     */
    public String fingerprint() {
        String content = years + "\n" + weekend + "\n" + daysOff + "\n" + workedRestDays;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static void require(boolean holds, LocalDate day, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(day + " (" + day.getDayOfWeek() + ") " + problem);
        }
    }

    private static <T extends Comparable<? super T>> SortedSet<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }
}
