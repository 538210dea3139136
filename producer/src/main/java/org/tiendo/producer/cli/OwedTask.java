package org.tiendo.producer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One thing a unit has to do, as the query API tells it.
 *
 * @param row the API's row, whole
 * @param due null where it has no due day
 * @param daysLeft from the API's business day to the due day, below 0 when late; null without either
 */
record OwedTask(
        JsonNode row, @Nullable LocalDate due, @Nullable Long daysLeft) {
    /** By due day; what has none comes last. */
    static final Comparator<OwedTask> SOONEST_FIRST = Comparator.comparing(
                    OwedTask::due, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
            .thenComparing(OwedTask::taskId)
            .thenComparing(OwedTask::unitId)
            .thenComparing(OwedTask::period);

    private static final int SOON_DAYS = 7;

    /** @param clock the business day by which the API judges, empty where it has none yet */
    static OwedTask of(JsonNode row, String clock) {
        LocalDate due = day(row.path("due").asText(""));
        LocalDate today = day(clock);
        return new OwedTask(row, due, due == null || today == null ? null : ChronoUnit.DAYS.between(today, due));
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() || text.equals("null") ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("the API answered a day that is none: " + text, e);
        }
    }

    String taskId() {
        return row.path("taskId").asText();
    }

    String unitId() {
        return row.path("unitId").asText();
    }

    /** Empty where the task has one occurrence. */
    String period() {
        return row.path("period").isNull() ? "" : row.path("period").asText("");
    }

    String status() {
        return row.path("status").asText();
    }

    boolean isDone() {
        return status().equals("DONE");
    }

    boolean isOverdue() {
        return row.path("overdue").asBoolean();
    }

    boolean isDueSoon() {
        return !isDone() && daysLeft != null && daysLeft >= 0 && daysLeft <= SOON_DAYS;
    }

    /** The title in the language asked for, else the other one. */
    String title(Language language) {
        String vi = row.path("titleVi").asText("");
        String en = row.path("titleEn").asText("");
        String wanted = language == Language.VI ? vi : en;
        return wanted.isEmpty() ? vi + en : wanted;
    }
}
