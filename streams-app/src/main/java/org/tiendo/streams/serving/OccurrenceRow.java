package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.streams.deadline.Occurrences;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;

/** One occurrence as {@code /tasks} lists it, judged on one day. */
record OccurrenceRow(TaskState task, String unitId, OccurrenceState occurrence, Judgement judgement) {
    static final Columns COLUMNS = Columns.of(
            "taskId",
            "unitId",
            "planId",
            "categoryId",
            "titleVi",
            "titleEn",
            "deadlineKind",
            "due",
            "originalDue",
            "bucket",
            "status",
            "percent",
            "overdue",
            "indicatorId",
            "period",
            "asOf");

    /**
     * The occurrences of an assignment.
     *
     * @param clock the business day to judge by; the day of the definition where no clock has been heard
     */
    static List<OccurrenceRow> of(TaskState task, AssignmentState assignment, @Nullable LocalDate clock) {
        LocalDate day = clock == null ? BusinessTime.dayOf(task.getSource().getReceivedAt()) : clock;
        return Occurrences.inForce(task, assignment, day).stream()
                .map(each -> new OccurrenceRow(task, assignment.getUnitId(), each.occurrence(), each.judgement()))
                .toList();
    }

    TaskDefinition definition() {
        return task.getDefinition();
    }

    /** The first due day, as published or as first seen; a period's due day never moves. */
    @Nullable
    LocalDate originalDue() {
        if (!occurrence.getPeriod().isEmpty()) {
            return judgement.due();
        }
        LocalDate published = definition().getDeadline().getOriginalDue();
        return published == null ? task.getOriginalDue() : published;
    }

    /** Whether it was done by a day: false once that day is past, null while it may still be, or without a due day. */
    @Nullable
    Boolean onTimeFor(@Nullable LocalDate due, LocalDate clock) {
        if (due == null || judgement.due() == null) {
            return null;
        }
        LocalDate done = occurrence.getDoneSince();
        if (done != null) {
            return !done.isAfter(due);
        }
        return Occurrences.clockOf(task, clock).isAfter(due) ? Boolean.FALSE : null;
    }

    ObjectNode toJson() {
        ProgressReport winner = occurrence.getWinner();
        ObjectNode json = Json.object();
        json.put("taskId", definition().getTaskId());
        json.put("unitId", unitId);
        json.put("planId", definition().getPlanId());
        json.put("categoryId", definition().getCategoryId());
        json.put("titleVi", definition().getTitleVi());
        json.put("titleEn", definition().getTitleEn());
        json.put("deadlineKind", definition().getDeadline().getKind().name());
        json.put("due", text(judgement.due()));
        json.put("originalDue", text(originalDue()));
        json.put("bucket", judgement.bucket());
        json.put("status", judgement.status().name());
        json.put("percent", winner == null ? null : winner.getPercent());
        json.put("overdue", judgement.overdue());
        json.put("indicatorId", definition().getIndicatorId());
        json.put("period", occurrence.getPeriod().isEmpty() ? null : occurrence.getPeriod());
        json.put("asOf", winner == null ? null : winner.getAsOf().toString());
        return json;
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
