package org.tiendo.producer.rejections;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;

/**
 * The command that sends a refused report again, corrected: what was right stands in it, what was wrong is left to be filled
 * in. It names no reportId, so a new one is made; the refused one is not remembered, or stands for another report.
 */
final class CorrectedCommand {
    private final ProgressReport report;
    private final String code;
    private final List<String> words = new ArrayList<>(List.of("tiendo", "report"));

    private CorrectedCommand(RejectedReport rejected) {
        this.report = rejected.getReport();
        this.code = rejected.getCode();
    }

    /** The command's text for a POSIX shell; empty where no correction can help. */
    static Optional<String> of(RejectedReport rejected) {
        return rejected.getCode().equals(RefusalCode.TASK_CANCELLED.name())
                ? Optional.empty()
                : Optional.of(new CorrectedCommand(rejected).text());
    }

    private String text() {
        boolean badFigures = isBecauseOf(
                RefusalCode.NEGATIVE_FIGURE,
                RefusalCode.NUMERATOR_ABOVE_DENOMINATOR,
                RefusalCode.FIGURE_TOO_LARGE,
                RefusalCode.MISSING_FIGURE);
        words.add(quoted(report.getTaskId()));
        add("--unit", isBecauseOf(RefusalCode.NOT_ASSIGNED) ? "UNIT" : quoted(report.getUnitId()));
        add("--status", report.getStatus().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        add(
                "--as-of",
                isBecauseOf(RefusalCode.FUTURE_DATED)
                        ? "DATE"
                        : report.getAsOf().toString());
        if (report.getPercent() != null) {
            add(
                    "--percent",
                    isBecauseOf(RefusalCode.PERCENT_OUT_OF_RANGE)
                            ? "0-100"
                            : report.getPercent().toString());
        }
        if (badFigures) {
            add("--numerator", "N");
            add("--denominator", "N");
        } else {
            addGiven("--numerator", report.getNumerator());
            addGiven("--denominator", report.getDenominator());
        }
        if (isBecauseOf(RefusalCode.UNKNOWN_PERIOD)) {
            add("--period", "PERIOD");
        } else {
            addGiven("--period", report.getPeriod());
        }
        addGiven("--note", report.getNote());
        addGiven("--withdraws", report.getWithdraws());
        report.getEvidence().forEach(document -> addGiven("--evidence", text(document)));
        return String.join(" ", words);
    }

    private static String text(Evidence document) {
        String named = document.getNumber() + "; " + document.getTitle();
        return document.getUrl() == null ? named : named + "; " + document.getUrl();
    }

    private boolean isBecauseOf(RefusalCode... codes) {
        return Set.of(codes).stream().map(RefusalCode::name).anyMatch(code::equals);
    }

    private void addGiven(String option, @Nullable Object value) {
        if (value != null) {
            add(option, quoted(value.toString()));
        }
    }

    private void add(String option, String value) {
        words.add(option);
        words.add(value);
    }

    /** A word as the shell takes it for one, whatever is in it; it can neither steer the terminal nor break the line. */
    private static String quoted(String text) {
        String printable = text.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return printable.matches("[\\p{L}\\p{M}\\p{N}._:@%+-]+")
                ? printable
                : "'" + printable.replace("'", "'\\''") + "'";
    }
}
