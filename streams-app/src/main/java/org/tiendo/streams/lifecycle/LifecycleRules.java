package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;

/**
 * What an installation may set about judging: a change of it judges every assignment anew.
 *
 * @param alerts when alerts are raised
 * @param calendar which days are worked
 */
public record LifecycleRules(AlertPolicy alerts, WorkingCalendar calendar) {

    /** The due day that a condition sets by working days; null where it names none, or has not been met. */
    @Nullable
    LocalDate workingDue(Deadline deadline) {
        LocalDate trigger = deadline.getTriggeredOn();
        Integer days = deadline.getWorkingDaysAfterTrigger();
        return deadline.getKind() == DeadlineKind.CONDITIONAL && trigger != null && days != null
                ? calendar.plusWorkingDays(trigger, days)
                : null;
    }

    /** Equal for rules that judge alike. */
    String fingerprint() {
        return alerts + " " + calendar.fingerprint();
    }
}
