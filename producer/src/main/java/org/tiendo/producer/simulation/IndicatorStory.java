package org.tiendo.producer.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;

/**
 * How one indicator went, in figures: they begin low and grow towards the target, which some pass and some miss.
 */
final class IndicatorStory {
    private static final double WHOLE = 100;
    private static final int RUN_WITHOUT_DUE_DAYS = 3 * 365;
    private static final int PAUSE_SPREAD_DAYS = 8;

    private final Indicator indicator;
    private final Goal goal;
    private final int daysBetween;
    private final LocalDate begin;
    private final LocalDate end;
    private final SplittableRandom random;

    /**
     * @param daysBetween the fewest days from one report to the next
     * @param begin first day on which the indicator is known
     * @param end the story is told up to this day
     */
    IndicatorStory(
            Indicator indicator, Goal goal, int daysBetween, LocalDate begin, LocalDate end, SplittableRandom random) {
        this.indicator = indicator;
        this.goal = goal;
        this.daysBetween = daysBetween;
        this.begin = begin;
        this.end = end;
        this.random = random;
    }

    List<Step> steps() {
        double figure = goal.figure();
        // What is reached in the end, as a share of the goal: above 1 for those that do better.
        double reached = figure * (0.85 + random.nextInt(26) / WHOLE);
        double first = figure * (0.20 + random.nextInt(30) / WHOLE);
        double size = 40 + random.nextInt(2_000);
        LocalDate due = due();
        double run = Math.max(30, ChronoUnit.DAYS.between(begin, due));
        List<Step> steps = new ArrayList<>();
        for (LocalDate day = pause(begin); !day.isAfter(end); day = pause(day)) {
            double gone = Math.min(1, ChronoUnit.DAYS.between(begin, day) / run);
            double wobble = 0.97 + random.nextInt(6) / WHOLE;
            size *= 1 + random.nextInt(3) / WHOLE;
            steps.add(step(day, (first + (reached - first) * gone) * wobble, Math.round(size)));
        }
        return steps;
    }

    private Step step(LocalDate day, double value, long size) {
        return switch (indicator.getMeasure()) {
            case SHARE -> {
                long numerator = Math.min(size, Math.round(size * value / WHOLE));
                yield Step.figures(day, status(numerator * WHOLE >= goal.figure() * size), numerator, size);
            }
            case MILESTONE -> {
                boolean there = value >= goal.figure();
                yield Step.figures(day, status(there), there ? 1 : 0, null);
            }
            case COUNT -> count(day, value);
        };
    }

    private Step count(LocalDate day, double value) {
        boolean yearly = indicator.getRecurrence() != Recurrence.NONE;
        // A yearly count begins anew each January and passes its goal in most years.
        double counted = yearly ? (goal.figure() + 1) * day.getMonthValue() / 12 : value;
        @Nullable Long all = indicator.getDenominator() == null ? null : Math.round(goal.figure());
        long numerator = all == null ? (long) counted : Math.min(all, Math.round(counted));
        return Step.figures(day, status(numerator >= goal.figure()), numerator, all);
    }

    private static Status status(boolean reached) {
        return reached ? Status.DONE : Status.IN_PROGRESS;
    }

    private LocalDate due() {
        LocalDate due = goal.due();
        return due == null ? begin.plusDays(RUN_WITHOUT_DUE_DAYS) : due;
    }

    private LocalDate pause(LocalDate day) {
        return day.plusDays(daysBetween + random.nextInt(PAUSE_SPREAD_DAYS));
    }
}
