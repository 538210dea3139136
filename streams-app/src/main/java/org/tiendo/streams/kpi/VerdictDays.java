package org.tiendo.streams.kpi;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Counts;
import org.tiendo.v1.Target;
import org.tiendo.v1.Verdict;

/**
 * How an indicator's verdict over one unit's subtree changes with the calendar alone, while its figures stay: the pace
 * that is asked for rises, a target falls due, the next one comes into force.
 *
 * @param sums the indicator's counts over the subtree
 */
public record VerdictDays(IndicatorView indicator, Counts sums) {

    /**
     * What holds on a day.
     *
     * @param target null where the unit has none
     * @param verdict null where there is no target
     */
    public record Standing(
            @Nullable Target target, @Nullable Verdict verdict) {
        /** Due day of the target. */
        public @Nullable LocalDate due() {
            return target == null ? null : target.getDue();
        }

        private boolean sameAs(Standing other) {
            return verdict == other.verdict && Objects.equals(due(), other.due());
        }
    }

    public Standing on(LocalDate day) {
        Target target = indicator.targetOn(day).orElse(null);
        return new Standing(target, indicator.judge(sums, target, day));
    }

    /**
     * The first day after a given one on which the verdict or the due day is another. Between two due days a verdict
     * changes at most once, from on track to off track, so that day can be searched by halves.
     */
    public Optional<LocalDate> nextChangeAfter(LocalDate day) {
        Standing now = on(day);
        LocalDate begin = day;
        for (LocalDate turn : turnsAfter(day)) {
            LocalDate lastBefore = turn.minusDays(1);
            if (!on(lastBefore).sameAs(now)) {
                return Optional.of(firstOther(now, begin, lastBefore));
            }
            if (!on(turn).sameAs(now)) {
                return Optional.of(turn);
            }
            begin = turn;
        }
        return Optional.empty();
    }

    /** The days after due days, on which another target may come into force. */
    private List<LocalDate> turnsAfter(LocalDate day) {
        return indicator.definition().getTargets().stream()
                .map(Target::getDue)
                .filter(Objects::nonNull)
                .map(due -> due.plusDays(1))
                .filter(turn -> turn.isAfter(day))
                .distinct()
                .sorted()
                .toList();
    }

    /** @param same a day on which it is still so; {@code other} is a later one on which it is not */
    private LocalDate firstOther(Standing now, LocalDate same, LocalDate other) {
        long low = same.toEpochDay();
        long high = other.toEpochDay();
        while (high - low > 1) {
            long middle = (low + high) / 2;
            if (on(LocalDate.ofEpochDay(middle)).sameAs(now)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return LocalDate.ofEpochDay(high);
    }
}
