package org.tiendo.producer.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Status;

/**
 * How work on one task went: most dated tasks are done in time, some late, some not at all; endless ones go on; a few
 * units never report. What is drawn for a day never depends on how far the story is told.
 */
final class TaskStory {
    private static final int DONE = 100;
    private static final int NEARLY_DONE = 95;

    private final LocalDate begin;
    private final LocalDate end;
    private final SplittableRandom random;

    /**
     * @param begin first day on which the task is known
     * @param end the story is told up to this day
     */
    TaskStory(LocalDate begin, LocalDate end, SplittableRandom random) {
        this.begin = begin;
        this.end = end;
        this.random = random;
    }

    List<Step> steps(Deadline deadline) {
        return switch (deadline.getKind()) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR, RANGE -> dated(deadline);
            case CONDITIONAL -> waiting();
            case RECURRING -> yearly();
            case FROM -> endless(later(begin, deadline.getFrom()), 0);
            case ONGOING -> endless(begin, 0);
            // A third of the tasks without a printed deadline are finished some day.
            case NONE -> endless(begin, 35);
        };
    }

    private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private List<Step> dated(Deadline deadline) {
        LocalDate due = deadline.getDue();
        LocalDate start = later(begin, deadline.getFrom());
        int term = (int) Math.max(6, ChronoUnit.DAYS.between(start, due));
        int fate = random.nextInt(100);
        LocalDate done;
        if (fate < 60) {
            done = due.minusDays(random.nextInt(Math.max(3, term / 3)));
        } else if (fate < 85) {
            done = due.plusDays(1 + random.nextInt(150));
        } else {
            done = LocalDate.MAX;
        }
        boolean reopened = random.nextInt(100) < 10;
        List<Step> steps = new ArrayList<>();
        for (LocalDate day = pause(start, 5, 40); day.isBefore(done) && !day.isAfter(end); day = pause(day, 40, 110)) {
            long gone = ChronoUnit.DAYS.between(start, day);
            steps.add(inProgress(day, (int) Math.min(NEARLY_DONE, gone * NEARLY_DONE / term)));
        }
        if (!done.isAfter(end)) {
            steps.add(Step.progress(done, Status.DONE, DONE));
            if (reopened) {
                LocalDate again = pause(done, 20, 60);
                steps.add(inProgress(again, NEARLY_DONE));
                steps.add(Step.progress(pause(again, 20, 90), Status.DONE, DONE));
            }
        }
        return steps;
    }

    private List<Step> endless(LocalDate start, int finishedPercent) {
        boolean silent = random.nextInt(100) < 7;
        boolean finishes = random.nextInt(100) < finishedPercent;
        LocalDate done = finishes ? start.plusDays(90 + random.nextInt(1_000)) : LocalDate.MAX;
        int percent = random.nextInt(20);
        List<Step> steps = new ArrayList<>();
        LocalDate day = pause(start, 10, 90);
        for (; !silent && day.isBefore(done) && !day.isAfter(end); day = pause(day, 70, 130)) {
            percent = Math.min(NEARLY_DONE, percent + random.nextInt(12));
            steps.add(inProgress(day, percent));
        }
        if (!silent && !done.isAfter(end)) {
            steps.add(Step.progress(done, Status.DONE, DONE));
        }
        return steps;
    }

    /** Four reports a year, the last one saying that the year's work is done. */
    private List<Step> yearly() {
        List<Step> steps = new ArrayList<>();
        for (LocalDate day = pause(begin, 10, 60); !day.isAfter(end); day = pause(day, 80, 100)) {
            int quarter = (day.getMonthValue() + 2) / 3;
            boolean done = quarter == 4 && random.nextInt(100) < 85;
            steps.add(done ? Step.progress(day, Status.DONE, DONE) : inProgress(day, quarter * 22));
        }
        return steps;
    }

    private List<Step> waiting() {
        List<Step> steps = new ArrayList<>();
        int reports = random.nextInt(4);
        LocalDate day = pause(begin, 30, 120);
        for (int i = 0; i < reports && !day.isAfter(end); i++) {
            steps.add(Step.progress(day, Status.NOT_STARTED, 0));
            day = pause(day, 150, 300);
        }
        return steps;
    }

    private Step inProgress(LocalDate day, int percent) {
        int chance = random.nextInt(100);
        if (percent == 0 && chance < 50) {
            return Step.progress(day, Status.NOT_STARTED, 0);
        }
        return Step.progress(day, chance < 5 ? Status.BLOCKED : Status.IN_PROGRESS, percent);
    }

    private LocalDate pause(LocalDate day, int fewest, int most) {
        return day.plusDays(fewest + random.nextInt(most - fewest));
    }
}
