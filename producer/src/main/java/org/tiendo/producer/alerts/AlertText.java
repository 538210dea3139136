package org.tiendo.producer.alerts;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.contract.BusinessTime;
import org.tiendo.v1.TaskAlert;

/** An alert as one line for people. */
public final class AlertText {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(BusinessTime.ZONE);

    private AlertText() {}

    /** When it reached this state (in Vietnam), its kind in both languages, state, level, and what it is about. */
    public static String line(ReceivedAlert received) {
        TaskAlert alert = received.alert();
        List<String> parts = new ArrayList<>();
        parts.add(MINUTE.format(received.at()));
        parts.add(received.kind().wordVi() + " / " + received.kind().word());
        parts.add(alert.getState() + " level " + alert.getLevel());
        parts.add("task " + alert.getTaskId());
        parts.add("unit " + alert.getUnitId());
        if (alert.getPeriod() != null) {
            parts.add("period " + alert.getPeriod());
        }
        parts.add(alert.getDue() == null ? "no due day" : "due " + alert.getDue());
        if (alert.getDaysOverdue() > 0) {
            parts.add(alert.getDaysOverdue() + " days overdue");
        }
        if (alert.getVerdict() != null) {
            parts.add("verdict " + alert.getVerdict());
        }
        if (alert.getEscalatedTo() != null) {
            parts.add("escalated to " + alert.getEscalatedTo());
        }
        if (alert.getClearedReason() != null) {
            parts.add("cleared: " + alert.getClearedReason());
        }
        return printable(String.join("  ", parts));
    }

    /** Whatever a record holds, it cannot steer the terminal or break the line. */
    private static String printable(String line) {
        return line.codePoints()
                .map(character -> Character.isISOControl(character) ? '?' : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
