package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.streams.deadline.DeadlineTerms;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.streams.deadline.OccurrenceCounts;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

/** All that an assignment adds to its unit on a day, worked out from its state alone. */
final class ContributionSheet {
    private ContributionSheet() {}

    /** The contribution of an assignment whose task is known. */
    static Contribution of(AssignmentState assignment, TaskDefinition task, LocalDate day) {
        Map<String, Counts> cells = new TreeMap<>();
        if (assignment.getActive()) {
            for (OccurrenceState occurrence : assignment.getOccurrences()) {
                if (isIndicatorTask(task)) {
                    add(
                            cells,
                            new Cell.IndicatorCell(task.getTaskId()),
                            OccurrenceCounts.ofIndicator(winner(occurrence)));
                } else {
                    Judgement judgement = judge(occurrence, task, day);
                    add(
                            cells,
                            new Cell.Kpi(task.getPlanId(), task.getCategoryId(), judgement.bucket()),
                            OccurrenceCounts.ofTask(task.getWeight(), winner(occurrence), judgement));
                }
            }
        }
        add(cells, new Cell.Accounting(), accounting(assignment));
        return contribution(assignment.getUnitId(), assignment.getTaskId(), day, cells);
    }

    /** The contribution of reports on a task that is not defined: they are only accounted for. */
    static Contribution ofUndefined(AssignmentState assignment, LocalDate day) {
        Map<String, Counts> cells = new TreeMap<>();
        add(cells, new Cell.Accounting(), accounting(assignment));
        return contribution(assignment.getUnitId(), assignment.getTaskId(), day, cells);
    }

    /** The contribution of a partition's reports that were refused before their task was looked up. */
    static Contribution ofRefusals(String unitId, int partition, Counts refused, LocalDate day) {
        return contribution(unitId, "|" + partition, day, Map.of(new Cell.Accounting().key(), refused));
    }

    static boolean isIndicatorTask(TaskDefinition task) {
        return task.getTaskId().equals(task.getIndicatorId());
    }

    static Judgement judge(OccurrenceState occurrence, TaskDefinition task, LocalDate day) {
        ProgressReport winner = winner(occurrence);
        Status status = winner == null ? Status.NOT_STARTED : winner.getStatus();
        return Judgement.of(DeadlineTerms.of(task.getDeadline()), status, occurrence.getDoneSince(), day);
    }

    private static @Nullable ProgressReport winner(OccurrenceState occurrence) {
        return occurrence.getWinner();
    }

    private static Counts accounting(AssignmentState assignment) {
        long inForce = assignment.getActive()
                ? assignment.getOccurrences().stream()
                        .filter(occurrence -> occurrence.getWinner() != null)
                        .count()
                : 0;
        return Counts.of(Count.RECEIVED, assignment.getReceived())
                .with(Count.COUNTED, inForce)
                .with(Count.SUPERSEDED, assignment.getAccepted() - inForce)
                .with(Count.DUPLICATE, assignment.getDuplicate())
                .with(Count.REJECTED, assignment.getRejected())
                .with(Count.PARKED, assignment.getParked());
    }

    private static void add(Map<String, Counts> cells, Cell cell, Counts counts) {
        cells.merge(cell.key(), counts, Counts::plus);
    }

    private static Contribution contribution(String unitId, String source, LocalDate day, Map<String, Counts> cells) {
        List<CellTotals> totals = new ArrayList<>();
        cells.forEach((cell, counts) -> {
            if (!counts.isZero()) {
                totals.add(new CellTotals(cell, counts.toList()));
            }
        });
        return new Contribution(unitId, source, day, totals);
    }
}
