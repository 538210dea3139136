package org.tiendo.producer.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.simulation.HistoryEvent.Reported;
import org.tiendo.v1.ProgressReport;

/**
 * The office that turns a story into reports: in working hours, a little after the day the figures speak of, now and then
 * with a correction, a report sent twice, or one that must be refused.
 */
final class Reporter {
    static final String NAME = "simulated";
    static final String NOTE = "Số liệu mô phỏng";

    private static final int OPENS_AT_HOUR = 8;
    private static final int WORKDAY_SECONDS = 9 * 60 * 60;

    private final Assignment assignment;
    private final LocalDate published;
    private final String otherUnit;
    private final long seed;

    /**
     * @param published no report speaks of a day before
     * @param otherUnit a unit that the task is not assigned to
     */
    Reporter(Assignment assignment, LocalDate published, String otherUnit, long seed) {
        this.assignment = assignment;
        this.published = published;
        this.otherUnit = otherUnit;
        this.seed = seed;
    }

    List<Reported> reports(List<Step> steps) {
        List<Reported> reports = new ArrayList<>();
        for (int n = 0; n < steps.size(); n++) {
            SplittableRandom random = new SplittableRandom(Simulation.mix(seed, assignment.story() + "#" + n));
            Reported report = report(steps.get(n), n, random);
            reports.add(report);
            mishaps(report, random, reports);
        }
        return reports;
    }

    private Reported report(Step step, int number, SplittableRandom random) {
        LocalDate day = workday(step.day());
        Instant at = inWorkingHours(day, random);
        LocalDate asOf = step.day().minusDays(random.nextInt(4));
        String taskId = assignment.task().getTaskId();
        ProgressReport report = ProgressReport.newBuilder()
                .setReportId("sim-" + seed + "-" + assignment.story() + "-" + number)
                .setTaskId(taskId)
                .setUnitId(assignment.unitId())
                .setStatus(step.status())
                .setPercent(step.percent())
                .setNumerator(step.numerator())
                .setDenominator(step.denominator())
                .setAsOf(asOf.isBefore(published) ? published : asOf)
                .setReportedAt(at.minusSeconds(random.nextInt(600)))
                .setReporter(NAME)
                .setNote(NOTE)
                .build();
        return new Reported(at, taskId, report, null, false);
    }

    private void mishaps(Reported sound, SplittableRandom random, List<Reported> reports) {
        int chance = random.nextInt(1_000);
        if (chance < 30) {
            reports.add(correction(sound, random));
        } else if (chance < 40) {
            Instant again = sound.at().plus(Duration.ofMinutes(1 + random.nextInt(2_000)));
            reports.add(new Reported(again, sound.key(), sound.report(), null, true));
        } else if (chance < 50) {
            reports.add(new Mistakes(otherUnit).make(sound, random));
        }
    }

    /** The same day spoken of again some days later, with somewhat lower figures. */
    private static Reported correction(Reported sound, SplittableRandom random) {
        LocalDate day = workday(BusinessTime.dayOf(sound.at()).plusDays(2 + random.nextInt(13)));
        Instant at = inWorkingHours(day, random);
        ProgressReport.Builder report = ProgressReport.newBuilder(sound.report())
                .setReportId(sound.report().getReportId() + "-dc")
                .setReportedAt(at.minusSeconds(random.nextInt(600)))
                .setNote(NOTE + " (đính chính)");
        Integer percent = sound.report().getPercent();
        if (percent != null && percent < 100) {
            report.setPercent(Math.max(0, percent - random.nextInt(10)));
        }
        Long numerator = sound.report().getNumerator();
        if (numerator != null) {
            report.setNumerator(numerator - numerator * random.nextInt(3) / 100);
        }
        return new Reported(at, sound.key(), report.build(), null, false);
    }

    private static Instant inWorkingHours(LocalDate day, SplittableRandom random) {
        return BusinessTime.startOf(day)
                .plus(Duration.ofHours(OPENS_AT_HOUR))
                .plusSeconds(random.nextInt(WORKDAY_SECONDS));
    }

    private static LocalDate workday(LocalDate day) {
        LocalDate workday = day;
        while (workday.getDayOfWeek() == DayOfWeek.SATURDAY || workday.getDayOfWeek() == DayOfWeek.SUNDAY) {
            workday = workday.plusDays(1);
        }
        return workday;
    }
}
