package org.tiendo.contract;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.ProgressReport;

/** The checks of a report that need nothing but the report itself; the first one that fails names the refusal. */
public final class ReportRules {
    /** Above this, sums over many units could overflow. */
    public static final long LARGEST_FIGURE = 1_000_000_000_000_000L;

    /** How far ahead of the time of recording a report may say it was made. */
    public static final Duration REPORTED_AHEAD = Duration.ofHours(24);

    private ReportRules() {}

    /**
     * Judges a report by itself.
     *
     * @param recordKey the Kafka record's key, null where it has none
     * @param recordTime the Kafka record's timestamp: when the report entered the system
     * @return the first reason to refuse it, empty when there is none
     */
    public static Optional<RefusalCode> check(ProgressReport report, @Nullable String recordKey, Instant recordTime) {
        if (!idsAreValid(report)) {
            return Optional.of(RefusalCode.BAD_ID);
        }
        if (!report.getTaskId().equals(recordKey)) {
            return Optional.of(RefusalCode.KEY_MISMATCH);
        }
        return checkFigures(report.getPercent(), report.getNumerator(), report.getDenominator())
                .or(() -> checkDates(report.getAsOf(), report.getReportedAt(), recordTime));
    }

    private static boolean idsAreValid(ProgressReport report) {
        String withdraws = report.getWithdraws();
        return Ids.isValid(report.getReportId())
                && Ids.isValid(report.getTaskId())
                && Ids.isValid(report.getUnitId())
                && (withdraws == null || Ids.isValid(withdraws));
    }

    private static Optional<RefusalCode> checkFigures(
            @Nullable Integer percent, @Nullable Long numerator, @Nullable Long denominator) {
        if (percent != null && (percent < 0 || percent > 100)) {
            return Optional.of(RefusalCode.PERCENT_OUT_OF_RANGE);
        }
        long top = numerator == null ? 0 : numerator;
        long bottom = denominator == null ? Long.MAX_VALUE : denominator;
        if (top < 0 || bottom < 0) {
            return Optional.of(RefusalCode.NEGATIVE_FIGURE);
        }
        if (top > bottom) {
            return Optional.of(RefusalCode.NUMERATOR_ABOVE_DENOMINATOR);
        }
        if (top > LARGEST_FIGURE || (denominator != null && denominator > LARGEST_FIGURE)) {
            return Optional.of(RefusalCode.FIGURE_TOO_LARGE);
        }
        return Optional.empty();
    }

    private static Optional<RefusalCode> checkDates(LocalDate asOf, Instant reportedAt, Instant recordTime) {
        boolean ahead = asOf.isAfter(BusinessTime.dayOf(recordTime).plusDays(1))
                || reportedAt.isAfter(recordTime.plus(REPORTED_AHEAD));
        return ahead ? Optional.of(RefusalCode.FUTURE_DATED) : Optional.empty();
    }
}
