package org.tiendo.producer.cli;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.producer.change.DueDay;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.v1.Deadline;

/** When a task is due, in words for people, and what is not certain about it. */
final class DueDayText {
    private DueDayText() {}

    /** One line that names the day, and a warning where it makes no sense or the calendar does not reach to it. */
    static List<String> lines(Deadline deadline) {
        WorkingCalendar calendar = CalendarFile.bundled();
        LocalDate due = DueDay.of(deadline, calendar);
        if (due == null) {
            return List.of("it has no due day");
        }
        LocalDate trigger = deadline.getTriggeredOn();
        Integer days = deadline.getWorkingDaysAfterTrigger();
        List<String> lines = new ArrayList<>();
        if (trigger == null || days == null) {
            lines.add("it is due on " + due);
            if (trigger != null && due.isBefore(trigger)) {
                lines.add("warning: that is before its trigger on " + trigger + "; give it another due day");
            }
            return lines;
        }
        lines.add("it is due on " + due + ": " + days + " working days after " + trigger + " by working calendar "
                + calendar.version());
        if (!calendar.covers(trigger, due)) {
            lines.add("warning: the calendar does not know the holidays of all years from " + trigger.getYear() + " to "
                    + due.getYear() + "; the day may move when they are published");
        }
        return lines;
    }
}
