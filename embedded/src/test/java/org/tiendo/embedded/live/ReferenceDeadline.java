package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;

/** What a deadline means on a day. */
record ReferenceDeadline(JsonNode deadline) {
    String kind() {
        return deadline.path("kind").asText("NONE");
    }

    boolean isDormant(LocalDate day) {
        LocalDate from = date("from");
        return switch (kind()) {
            case "CONDITIONAL" -> date("triggeredOn") == null;
            case "FROM", "RANGE" -> from != null && day.isBefore(from);
            default -> false;
        };
    }

    LocalDate due(LocalDate day) {
        return isDormant(day) ? null : printedDue();
    }

    /** The due day that somebody can be held to: one that waits for a condition is none yet. */
    LocalDate promisedDue() {
        return kind().equals("CONDITIONAL") && date("triggeredOn") == null ? null : printedDue();
    }

    private LocalDate printedDue() {
        return switch (kind()) {
            case "BY_DATE", "BY_MONTH", "BY_QUARTER", "BY_YEAR", "RANGE", "CONDITIONAL" -> date("due");
            default -> null;
        };
    }

    String bucket(LocalDate day) {
        if (isDormant(day)) {
            return "dormant";
        }
        LocalDate due = due(day);
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
