package org.tiendo.producer.rejections;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.contract.BusinessTime;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;

/** A refused report for people: what was refused, why, what to do, and how it is sent again. */
public final class RejectionText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(BusinessTime.ZONE);

    private RejectionText() {}

    /**
     * Its lines; all after the first are indented.
     *
     * @param vietnamese the language of the reason, else English
     */
    public static List<String> lines(RejectedReport rejected, boolean vietnamese) {
        ProgressReport report = rejected.getReport();
        List<String> lines = new ArrayList<>();
        lines.add(printable(MINUTE.format(rejected.getReceivedAt()) + "  " + rejected.getCode() + "  task "
                + report.getTaskId() + "  unit " + report.getUnitId() + "  report " + report.getReportId()));
        lines.add(printable("  " + (vietnamese ? rejected.getMessageVi() : rejected.getMessageEn())));
        CorrectedCommand.of(rejected)
                .ifPresent(command ->
                        lines.add("  " + (vietnamese ? "Gửi lại sau khi sửa: " : "Corrected, send: ") + command));
        return lines;
    }

    /** Whatever a report holds, it cannot steer the terminal or break the line. */
    private static String printable(String line) {
        return line.codePoints()
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
