package org.tiendo.producer.simulation;

import java.time.Instant;
import java.util.SplittableRandom;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.simulation.HistoryEvent.Reported;
import org.tiendo.v1.ProgressReport;

/** Reports that the pipeline must refuse, each for a reason that is known beforehand. */
final class Mistakes {
    private static final RefusalCode[] KINDS = {
        RefusalCode.PERCENT_OUT_OF_RANGE,
        RefusalCode.NUMERATOR_ABOVE_DENOMINATOR,
        RefusalCode.NEGATIVE_FIGURE,
        RefusalCode.FUTURE_DATED,
        RefusalCode.KEY_MISMATCH,
        RefusalCode.REPORT_ID_REUSED,
        RefusalCode.NOT_ASSIGNED
    };

    private final String otherUnit;

    Mistakes(String otherUnit) {
        this.otherUnit = otherUnit;
    }

    /** A mistaken report some minutes after a sound one. */
    Reported make(Reported sound, SplittableRandom random) {
        RefusalCode code = KINDS[random.nextInt(KINDS.length)];
        Instant at = sound.at().plusSeconds(60 + random.nextInt(3_000));
        ProgressReport.Builder report = ProgressReport.newBuilder(sound.report())
                .setReportId(sound.report().getReportId() + "-sai")
                .setReportedAt(at);
        String key = sound.key();
        switch (code) {
            case PERCENT_OUT_OF_RANGE -> report.setPercent(101 + random.nextInt(50));
            case NUMERATOR_ABOVE_DENOMINATOR -> report.setNumerator(11L).setDenominator(10L);
            case NEGATIVE_FIGURE -> report.setNumerator(-1L);
            case FUTURE_DATED -> report.setAsOf(sound.report().getAsOf().plusDays(30 + random.nextInt(300)));
            case KEY_MISMATCH -> key = sound.key() + "-sai";
            case REPORT_ID_REUSED ->
                report.setReportId(sound.report().getReportId()).setNote(Reporter.NOTE + " (trùng mã)");
            case NOT_ASSIGNED -> report.setUnitId(otherUnit);
            default -> throw new IllegalStateException("no such mistake: " + code);
        }
        return new Reported(at, key, report.build(), code, false);
    }
}
