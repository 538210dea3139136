package org.tiendo.producer.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.Target;

/**
 * How one indicator went, in figures: they begin low and grow towards the target, which some pass and some miss.
 * Reported every month.
 */
final class IndicatorStory {
    private static final double WHOLE = 100;
    private static final int RUN_WITHOUT_DUE_DAYS = 3 * 365;

    private final Indicator indicator;
    private final LocalDate begin;
    private final LocalDate end;
    private final SplittableRandom random;

    IndicatorStory(Indicator indicator, LocalDate begin, LocalDate end, SplittableRandom random) {
        this.indicator = indicator;
        this.begin = begin;
        this.end = end;
        this.random = random;
    }

    List<Step> steps() {
        double goal = goal();
        // What is reached in the end, as a share of the goal: above 1 for those that do better.
        double reached = goal * (0.85 + random.nextInt(26) / WHOLE);
        double first = goal * (0.20 + random.nextInt(30) / WHOLE);
        double size = 40 + random.nextInt(2_000);
        LocalDate due = due();
        double run = Math.max(30, ChronoUnit.DAYS.between(begin, due));
        List<Step> steps = new ArrayList<>();
        for (LocalDate day = pause(begin); !day.isAfter(end); day = pause(day)) {
            double gone = Math.min(1, ChronoUnit.DAYS.between(begin, day) / run);
            double wobble = 0.97 + random.nextInt(6) / WHOLE;
            size *= 1 + random.nextInt(3) / WHOLE;
            steps.add(step(day, (first + (reached - first) * gone) * wobble, goal, Math.round(size)));
        }
        return steps;
    }

    private Step step(LocalDate day, double value, double goal, long size) {
        return switch (indicator.getMeasure()) {
            case SHARE -> {
                long numerator = Math.min(size, Math.round(size * value / WHOLE));
                yield Step.figures(day, status(numerator * WHOLE >= goal * size), numerator, size);
            }
            case MILESTONE -> {
                boolean there = value >= goal;
                yield Step.figures(day, status(there), there ? 1 : 0, null);
            }
            case COUNT -> count(day, value, goal);
        };
    }

    private Step count(LocalDate day, double value, double goal) {
        boolean yearly = indicator.getRecurrence() != Recurrence.NONE;
        // A yearly count begins anew each January and passes its goal in most years.
        double counted = yearly ? (goal + 1) * day.getMonthValue() / 12 : value;
        @Nullable Long all = indicator.getDenominator() == null ? null : Math.round(goal);
        long numerator = all == null ? (long) counted : Math.min(all, Math.round(counted));
        return Step.figures(day, status(numerator >= goal), numerator, all);
    }

    private static Status status(boolean reached) {
        return reached ? Status.DONE : Status.IN_PROGRESS;
    }

    private double goal() {
        double fallback = indicator.getMeasure() == Measure.SHARE ? WHOLE : 1;
        return indicator.getTargets().stream()
                .findFirst()
                .map(target -> target.getMinimum().doubleValue())
                .orElse(fallback);
    }

    private LocalDate due() {
        LocalDate due =
                indicator.getTargets().stream().findFirst().map(Target::getDue).orElse(null);
        return due == null ? begin.plusDays(RUN_WITHOUT_DUE_DAYS) : due;
    }

    private LocalDate pause(LocalDate day) {
        return day.plusDays(27 + random.nextInt(8));
    }
}
