package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deadline means on a day.
 *
 * @param begin first day of a recurring task that does not say one
 */
record ReferenceDeadline(JsonNode deadline, LocalDate begin) {
    String kind() {
        return deadline.path("kind").asText("NONE");
    }

    boolean isRecurring() {
        return kind().equals("RECURRING");
    }

    private String recurrence() {
        return deadline.path("recurrence").asText();
    }

    /** The periods that have begun by a day, the first one being that which holds the beginning. */
    List<ReferencePeriod> periodsBy(LocalDate day) {
        if (!isRecurring()) {
            return List.of(ReferencePeriod.ONLY);
        }
        List<ReferencePeriod> periods = new ArrayList<>();
        ReferencePeriod next = ReferencePeriod.holding(recurrence(), begin);
        while (!begin.isAfter(day) && !next.first().isAfter(day)) {
            periods.add(next);
            next = next.next(recurrence());
        }
        return periods;
    }

    /** The period that a report speaks of; null when there is none such. */
    ReferencePeriod periodOf(JsonNode report, LocalDate arrival) {
        String name = report.path("period").asText(null);
        if (!isRecurring()) {
            return name == null ? ReferencePeriod.ONLY : null;
        }
        ReferencePeriod each = ReferencePeriod.holding(recurrence(), begin);
        LocalDate asOf = LocalDate.parse(report.path("asOf").asText());
        LocalDate until = arrival.plusDays(1);
        while (!begin.isAfter(until) && !each.first().isAfter(until)) {
            boolean named = name == null
                    ? !asOf.isBefore(each.first()) && !asOf.isAfter(each.last())
                    : name.equals(each.name());
            if (named) {
                return each;
            }
            each = each.next(recurrence());
        }
        return null;
    }

    boolean isDormant(LocalDate day) {
        return isWaiting() || (awakeFrom() != null && day.isBefore(awakeFrom()));
    }

    /** Waits for a condition, whatever the day. */
    boolean isWaiting() {
        return kind().equals("CONDITIONAL") && date("triggeredOn") == null;
    }

    private LocalDate awakeFrom() {
        return switch (kind()) {
            case "FROM", "RANGE" -> date("from");
            case "CONDITIONAL" -> date("triggeredOn");
            default -> null;
        };
    }

    LocalDate due(ReferencePeriod period, LocalDate day) {
        if (isRecurring()) {
            return period.last();
        }
        return isDormant(day) ? null : printedDue();
    }

    /** The due day that somebody can be held to: one that waits for a condition is none yet. */
    LocalDate promisedDue() {
        return isWaiting() ? null : printedDue();
    }

    private LocalDate printedDue() {
        return switch (kind()) {
            case "BY_DATE", "BY_MONTH", "BY_QUARTER", "BY_YEAR", "RANGE" -> date("due");
            case "CONDITIONAL" -> {
                int days = deadline.path("workingDaysAfterTrigger").asInt(-1);
                yield days < 0 ? date("due") : ReferenceCalendar.after(date("triggeredOn"), days);
            }
            default -> null;
        };
    }

    /** Since when somebody should be heard of on a task that has no due day; null where that is not asked. */
    LocalDate openSince() {
        if (isRecurring() || isWaiting() || printedDue() != null) {
            return null;
        }
        return awakeFrom() == null ? LocalDate.MIN : awakeFrom();
    }

    String bucket(ReferencePeriod period, LocalDate day) {
        if (isDormant(day)) {
            return "dormant";
        }
        LocalDate due = due(period, day);
        if (due != null) {
            return due.getYear() + "-Q" + ((due.getMonthValue() + 2) / 3);
        }
        return switch (kind()) {
            case "ONGOING", "FROM" -> "ongoing";
            default -> "none";
        };
    }

    LocalDate date(String field) {
        JsonNode value = deadline.path(field);
        return value.isTextual() ? LocalDate.parse(value.asText()) : null;
    }
}
