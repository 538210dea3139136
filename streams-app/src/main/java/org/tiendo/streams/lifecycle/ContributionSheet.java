package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.TaskRules;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.CellTotals;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.deadline.OccurrenceCounts;
import org.tiendo.streams.deadline.Occurrences;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;

/** All that an assignment adds to its unit on a day, worked out from its state alone. */
final class ContributionSheet {
    private ContributionSheet() {}

    /**
     * The contribution of an assignment whose task is known.
     *
     * @param inForce what it counts for on the day, see {@link #inForce}
     */
    static Contribution of(
            AssignmentState assignment, TaskDefinition task, List<Occurrences.Judged> inForce, LocalDate day) {
        Map<String, Counts> cells = new TreeMap<>();
        if (TaskRules.isIndicatorTask(task)) {
            add(cells, new Cell.IndicatorCell(task.getTaskId()), figure(assignment, inForce));
        } else {
            for (Occurrences.Judged each : inForce) {
                add(
                        cells,
                        new Cell.Kpi(
                                task.getPlanId(),
                                task.getCategoryId(),
                                each.judgement().bucket()),
                        OccurrenceCounts.ofTask(
                                task.getWeight(),
                                winner(each.occurrence()),
                                each.judgement(),
                                assignment.getSilence() != null));
            }
        }
        add(cells, new Cell.Accounting(), accounting(assignment, inForce));
        return contribution(assignment.getUnitId(), assignment.getTaskId(), day, cells);
    }

    /** What the assignment counts for: the occurrences that its task asks for, none when it was dropped. */
    static List<Occurrences.Judged> inForce(AssignmentState assignment, TaskState task, LocalDate day) {
        return assignment.getActive() ? Occurrences.inForce(task, assignment, day) : List.of();
    }

    /** What a reporter adds to its indicator: the figures of the newest period that it has reported on. */
    static Counts figure(AssignmentState assignment, List<Occurrences.Judged> inForce) {
        if (!assignment.getActive()) {
            return Counts.ZERO;
        }
        return OccurrenceCounts.ofIndicator(inForce.stream()
                .map(each -> winner(each.occurrence()))
                .filter(Objects::nonNull)
                .reduce(null, (older, newer) -> newer));
    }

    /** The contribution of reports on a task that is not defined: they are only accounted for. */
    static Contribution ofUndefined(AssignmentState assignment, LocalDate day) {
        Map<String, Counts> cells = new TreeMap<>();
        add(cells, new Cell.Accounting(), accounting(assignment, List.of()));
        return contribution(assignment.getUnitId(), assignment.getTaskId(), day, cells);
    }

    /** The contribution of a partition's reports that were refused before their task was looked up. */
    static Contribution ofRefusals(String unitId, int partition, Counts refused, LocalDate day) {
        return contribution(unitId, "|" + partition, day, Map.of(new Cell.Accounting().key(), refused));
    }

    private static @Nullable ProgressReport winner(OccurrenceState occurrence) {
        return occurrence.getWinner();
    }

    private static Counts accounting(AssignmentState assignment, List<Occurrences.Judged> inForce) {
        long counted = inForce.stream()
                .filter(each -> each.occurrence().getWinner() != null)
                .count();
        return Counts.of(Count.RECEIVED, assignment.getReceived())
                .with(Count.COUNTED, counted)
                .with(Count.SUPERSEDED, assignment.getAccepted() - counted)
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
