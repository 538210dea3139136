package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.TaskRules;
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

    void receive(Ingested.Report arrival) {
        ProgressReport report = arrival.report();
        StoredReport stored = new StoredReport(report, arrival.source(), false, arrival.authorised());
        RefusalCode refusal = arrival.refusal();
        if (refusal != null) {
            refuseUnseen(stored, arrival.recordKey(), refusal);
            return;
        }
        TaskState task = stores.tasks().get(report.getTaskId());
        if (task != null) {
            book.fireReporters(task, BusinessTime.dayOf(stored.getSource().getReceivedAt()));
        }
        AssignmentState assignment = book.open(report.getTaskId(), report.getUnitId());
        assignment.setReceived(assignment.getReceived() + 1);
        if (task == null || isIncomplete(task.getDefinition())) {
            park(assignment, stored);
        } else {
            take(assignment, stored, task);
        }
    }

    private void take(AssignmentState assignment, StoredReport stored, TaskState task) {
        Instant at = stored.getSource().getReceivedAt();
        book.fireUpTo(assignment, task, BusinessTime.dayOf(at));
        judge(assignment, stored, task);
        book.judge(assignment, task, at);
    }

    /** True for an indicator's own task while the indicator itself is not published: its figures can't be judged. */
    boolean isIncomplete(TaskDefinition task) {
        return TaskRules.isIndicatorTask(task) && stores.indicators().get(task.getTaskId()) == null;
    }

    /**
     * Judges, in arrival order, what was parked for a task: reports from before its definition together with it, those
     * that were only read before it each at its own time, as if they had been read after it.
     *
     * @param opened the task's assignments that are being worked on, by unit
     * @param at time of the definition that they waited for
     */
    void release(TaskState task, Map<String, AssignmentState> opened, Instant at) {
        List<StoredReport> waiting = takeParked(task.getDefinition().getTaskId());
        Map<String, AssignmentState> assignments = new LinkedHashMap<>(opened);
        for (StoredReport stored : waiting) {
            AssignmentState assignment = assignments.computeIfAbsent(
                    stored.getReport().getUnitId(), unitId -> openOn(BusinessTime.dayOf(at), task, unitId));
            assignment.setParked(assignment.getParked() - 1);
            if (!isAfter(stored, at)) {
                judge(assignment, stored, task);
            }
        }
        assignments.values().forEach(assignment -> book.judge(assignment, task, at));
        waiting.stream()
                .filter(stored -> isAfter(stored, at))
                .forEach(stored -> take(
                        Objects.requireNonNull(
                                assignments.get(stored.getReport().getUnitId())),
                        stored,
                        task));
    }

    private static boolean isAfter(StoredReport stored, Instant at) {
        return stored.getSource().getReceivedAt().isAfter(at);
    }

    private AssignmentState openOn(LocalDate day, TaskState task, String unitId) {
        AssignmentState assignment = book.open(task.getDefinition().getTaskId(), unitId);
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

    private void park(AssignmentState assignment, StoredReport stored) {
        String key = Ids.join(
                assignment.getTaskId(), Keys.sortable(stored.getSource().getOffset()));
        stores.parked().put(key, stored);
        assignment.setParked(assignment.getParked() + 1);
        book.account(assignment, stored.getSource().getReceivedAt());
    }

    private void judge(AssignmentState assignment, StoredReport stored, TaskState task) {
        ProgressReport report = stored.getReport();
        Reception reception = Reception.of(
                stored,
                ReportLog.fingerprint(report),
                log.find(report.getTaskId(), report.getReportId()),
                task,
                indicatorOf(task.getDefinition()),
                BusinessTime.dayOf(stored.getSource().getReceivedAt()));
        if (reception instanceof Reception.Accepted accepted) {
            log.accept(assignment, stored, accepted.period());
        } else if (reception instanceof Reception.Duplicate) {
            assignment.setDuplicate(assignment.getDuplicate() + 1);
        } else if (reception instanceof Reception.Refused refused) {
            assignment.setRejected(assignment.getRejected() + 1);
            refuse(stored, report.getTaskId(), refused.code());
        }
    }

    private @Nullable Indicator indicatorOf(TaskDefinition task) {
        IndicatorState indicator =
                TaskRules.isIndicatorTask(task) ? stores.indicators().get(task.getTaskId()) : null;
        return indicator == null ? null : indicator.getDefinition();
    }

    /** Refuses a report before its task is looked up: it counts for its unit, if that can be a unit at all. */
    private void refuseUnseen(StoredReport stored, @Nullable String recordKey, RefusalCode code) {
        String unitId = accountOf(stored.getReport());
        Totals before = stores.refusals().get(unitId);
        Counts refused = (before == null ? Counts.ZERO : Counts.of(before.getCounts()))
                .plus(Counts.of(Count.RECEIVED, 1).with(Count.REJECTED, 1));
        stores.refusals().put(unitId, new Totals(refused.toList()));
        Instant at = stored.getSource().getReceivedAt();
        outbox.send(unitId, ContributionSheet.ofRefusals(unitId, partition, refused, BusinessTime.dayOf(at)), at);
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
        outbox.send(recordKey, rejected, receivedAt);
    }

    private static String accountOf(ProgressReport report) {
        return Ids.isValid(report.getUnitId()) ? report.getUnitId() : Keys.EVERYTHING;
    }
}
