package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.contract.RefusalCode;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.Rejection;
import org.tiendo.internal.Source;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.Totals;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.streams.contract.Keys;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.TaskDefinition;

/** Receives reports: refuses, parks or accepts each, and accounts for every one of them. */
final class ReportDesk {
    private final LifecycleStores stores;
    private final AssignmentBook book;
    private final ReportLog log;
    private final Outbox outbox;
    private final int partition;

    ReportDesk(LifecycleStores stores, AssignmentBook book, Outbox outbox, int partition) {
        this.stores = stores;
        this.book = book;
        this.log = new ReportLog(stores);
        this.outbox = outbox;
        this.partition = partition;
    }

    void receive(Ingested.Report arrival, LocalDate today) {
        ProgressReport report = arrival.decoded().value();
        StoredReport stored = new StoredReport(report, arrival.decoded().source(), false);
        RefusalCode refusal = arrival.refusal();
        if (refusal != null) {
            refuseUnseen(stored, arrival.recordKey(), refusal);
            return;
        }
        LocalDate day = BusinessTime.dayOf(arrival.time());
        AssignmentState assignment = book.open(report.getTaskId(), report.getUnitId());
        assignment.setReceived(assignment.getReceived() + 1);
        TaskState task = stores.tasks().get(report.getTaskId());
        if (task == null || isIncomplete(task.getDefinition())) {
            park(assignment, stored, day);
            return;
        }
        TaskDefinition definition = task.getDefinition();
        book.fireUpTo(assignment, definition, day);
        judge(assignment, stored, definition);
        book.judge(assignment, definition, day);
        book.fireUpTo(assignment, definition, today);
    }

    /** True for an indicator's own task while the indicator itself is not published: its figures can't be judged. */
    boolean isIncomplete(TaskDefinition task) {
        return ContributionSheet.isIndicatorTask(task) && stores.indicators().get(task.getTaskId()) == null;
    }

    /**
     * Judges what was parked for a task, in arrival order.
     *
     * @param opened the task's assignments that are being worked on, by unit; those of other units are added
     * @param day business day of the definition that they waited for
     */
    void release(TaskDefinition task, Map<String, AssignmentState> opened, LocalDate day) {
        for (StoredReport stored : takeParked(task.getTaskId())) {
            AssignmentState assignment =
                    opened.computeIfAbsent(stored.getReport().getUnitId(), unitId -> openOn(day, task, unitId));
            assignment.setParked(assignment.getParked() - 1);
            judge(assignment, stored, task);
        }
    }

    private AssignmentState openOn(LocalDate day, TaskDefinition task, String unitId) {
        AssignmentState assignment = book.open(task.getTaskId(), unitId);
        book.fireUpTo(assignment, task, day);
        return assignment;
    }

    private List<StoredReport> takeParked(String taskId) {
        List<StoredReport> waiting = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, StoredReport> parked =
                stores.parked().range(Keys.first(taskId), Keys.last(taskId))) {
            parked.forEachRemaining(entry -> {
                keys.add(entry.key);
                waiting.add(entry.value);
            });
        }
        keys.forEach(stores.parked()::delete);
        return waiting;
    }

    private void park(AssignmentState assignment, StoredReport stored, LocalDate day) {
        String key = Ids.join(
                assignment.getTaskId(), Keys.sortable(stored.getSource().getOffset()));
        stores.parked().put(key, stored);
        assignment.setParked(assignment.getParked() + 1);
        book.account(assignment, day);
    }

    private void judge(AssignmentState assignment, StoredReport stored, TaskDefinition task) {
        ProgressReport report = stored.getReport();
        Reception reception = Reception.of(
                report,
                ReportLog.fingerprint(report),
                log.find(report.getTaskId(), report.getReportId()),
                task,
                indicatorOf(task));
        if (reception instanceof Reception.Accepted) {
            log.accept(assignment, stored);
        } else if (reception instanceof Reception.Duplicate) {
            assignment.setDuplicate(assignment.getDuplicate() + 1);
        } else if (reception instanceof Reception.Refused refused) {
            assignment.setRejected(assignment.getRejected() + 1);
            refuse(stored, report.getTaskId(), refused.code());
        }
    }

    private @Nullable Indicator indicatorOf(TaskDefinition task) {
        IndicatorState indicator =
                ContributionSheet.isIndicatorTask(task) ? stores.indicators().get(task.getTaskId()) : null;
        return indicator == null ? null : indicator.getDefinition();
    }

    /** Refuses a report before its task is looked up: it counts for its unit, if that can be a unit at all. */
    private void refuseUnseen(StoredReport stored, @Nullable String recordKey, RefusalCode code) {
        String unitId = accountOf(stored.getReport());
        Totals before = stores.refusals().get(unitId);
        Counts refused = (before == null ? Counts.ZERO : Counts.of(before.getCounts()))
                .plus(Counts.of(Count.RECEIVED, 1).with(Count.REJECTED, 1));
        stores.refusals().put(unitId, new Totals(refused.toList()));
        LocalDate day = BusinessTime.dayOf(stored.getSource().getReceivedAt());
        outbox.send(unitId, ContributionSheet.ofRefusals(unitId, partition, refused, day));
        refuse(stored, recordKey, code);
    }

    private void refuse(StoredReport stored, @Nullable String recordKey, RefusalCode code) {
        Source source = stored.getSource();
        Instant receivedAt = source.getReceivedAt();
        RejectedReport rejected = new RejectedReport(
                code.name(),
                code.messageVi(),
                code.messageEn(),
                stored.getReport(),
                source.getTopic(),
                source.getPartition(),
                source.getOffset(),
                receivedAt);
        String key = Ids.join(
                accountOf(stored.getReport()),
                Keys.sortable(receivedAt.toEpochMilli()),
                String.valueOf(source.getPartition()),
                Keys.sortable(source.getOffset()));
        stores.rejections().put(key, new Rejection(rejected));
        outbox.send(recordKey, rejected);
    }

    private static String accountOf(ProgressReport report) {
        return Ids.isValid(report.getUnitId()) ? report.getUnitId() : Keys.EVERYTHING;
    }
}
