package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Up to which day timers may fire. A tick and the reports of the days before lie in different topics, and when much comes
 * at once the tick may be read long before them. So the timers of a day wait until no record of an earlier day has come
 * for a while: then first reading and every reading again put the same reports before the same timers. They do not wait
 * without end, for old reports may be loaded while the clock runs.
 */
final class TimerGate {
    /** Pauses without an earlier record after which a day's timers fire: a second, with the usual settling. */
    static final int CALM_PAUSES = 10;

    /** Pauses after which they fire in any case. */
    static final int MOST_PAUSES = 100;

    private final Deque<Pause> pauses = new ArrayDeque<>();
    private @Nullable LocalDate earliest;

    /**
     * What was so at a pause.
     *
     * @param clock the business day then
     * @param earliest day of the earliest record since the pause before; null when there was none
     */
    private record Pause(LocalDate clock, @Nullable LocalDate earliest) {}

    /** A record of a day was read. */
    void saw(LocalDate day) {
        earliest = earliest == null || day.isBefore(earliest) ? day : earliest;
    }

    /**
     * Notes a pause.
     *
     * @param clock the business day now
     * @return the last day whose timers may fire; null while none may
     */
    @Nullable
    LocalDate pause(LocalDate clock) {
        pauses.addFirst(new Pause(clock, earliest));
        earliest = null;
        if (pauses.size() > MOST_PAUSES + 1) {
            pauses.removeLast();
        }
        if (pauses.size() <= CALM_PAUSES) {
            return null;
        }
        LocalDate calm = Stream.concat(
                        Stream.of(clockBefore(CALM_PAUSES)),
                        pauses.stream().limit(CALM_PAUSES).map(Pause::earliest).flatMap(Stream::ofNullable))
                .min(LocalDate::compareTo)
                .orElse(clock);
        if (pauses.size() <= MOST_PAUSES) {
            return calm;
        }
        LocalDate overdue = pauses.getLast().clock();
        return overdue.isAfter(calm) ? overdue : calm;
    }

    private LocalDate clockBefore(int number) {
        return pauses.stream().skip(number).findFirst().orElseThrow().clock();
    }
}
