package org.tiendo.bench;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * Reports at a steady rate, whatever happens: a unit of its own with one task for each report, so that the unit's count
 * of reported tasks says exactly how many are visible. The KPI is read all the while.
 */
final class SteadyReports implements AutoCloseable {
    private final ContractProducer producer;
    private final ApiReads api;
    private final InstantSource time;
    private final String unitId;
    private final int perSecond;
    private final int most;

    /**
     * Sends nothing yet.
     *
     * @param time of the records and in them
     * @param unitId a unit that nobody else uses
     * @param most how many reports there can be
     */
    SteadyReports(Connection connection, ApiReads api, InstantSource time, String unitId, int perSecond, int most) {
        this.producer = new ContractProducer(connection);
        this.api = api;
        this.time = time;
        this.unitId = unitId;
        this.perSecond = perSecond;
        this.most = most;
    }

    /** Publishes the unit and its tasks, and waits until they are seen. */
    void prepare() throws IOException, InterruptedException {
        BulkSender sender = new BulkSender(producer);
        sender.send(
                unitId,
                Topics.UNITS,
                time.instant(),
                unitId,
                Unit.newBuilder().setUnitId(unitId).setNameVi(unitId).build());
        for (int i = 0; i < most; i++) {
            TaskDefinition task = TaskDefinition.newBuilder()
                    .setTaskId(taskId(i))
                    .setPlanId("bench.plan")
                    .setCategoryId("bench.category-" + i % 10)
                    .setTitleVi("bench")
                    .setAssignments(List.of(unitId))
                    .setDeadline(Deadline.newBuilder().build())
                    .build();
            sender.send(task.getTaskId(), Topics.TASKS, time.instant(), task.getTaskId(), task);
        }
        sender.flush();
        while (api.total(unitId, "tasks") < most) {
            Thread.sleep(50);
        }
    }

    /**
     * Sends until it is enough, or none is left; returns when all that were sent are seen.
     *
     * @return how long each took, from the moment it was due to be sent
     */
    Latencies run(BooleanSupplier enough) throws IOException, InterruptedException {
        AtomicLongArray sentAt = new AtomicLongArray(most);
        return new Latencies(watch(sentAt, CompletableFuture.supplyAsync(() -> send(sentAt, enough))));
    }

    private int send(AtomicLongArray sentAt, BooleanSupplier enough) {
        BulkSender sender = new BulkSender(producer);
        long start = System.nanoTime();
        int sent = 0;
        while (sent < most && !enough.getAsBoolean()) {
            long due = start + (long) (sent * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            // From when it was due, so that a sender held up does not hide the delay.
            sentAt.set(sent, due);
            String taskId = taskId(sent);
            sender.send(taskId, Topics.PROGRESS, time.instant(), taskId, report(taskId));
            sent++;
        }
        sender.flush();
        return sent;
    }

    private ProgressReport report(String taskId) {
        Instant now = time.instant();
        return ProgressReport.newBuilder()
                .setReportId("r")
                .setTaskId(taskId)
                .setUnitId(unitId)
                .setStatus(Status.IN_PROGRESS)
                .setAsOf(BusinessTime.dayOf(now))
                .setReportedAt(now)
                .build();
    }

    /** Reads the KPI again and again; the n-th report to become visible is matched with the n-th one sent. */
    private long[] watch(AtomicLongArray sentAt, CompletableFuture<Integer> sending)
            throws IOException, InterruptedException {
        long[] latencies = new long[most];
        int visible = 0;
        while (!sending.isDone() || visible < sending.join()) {
            int now = (int) api.total(unitId, "coverage/reported");
            long seenAt = System.nanoTime();
            for (; visible < now; visible++) {
                latencies[visible] = seenAt - sentAt.get(visible);
            }
            // Often enough for the rate, and no load worth speaking of.
            Thread.sleep(Math.max(1, 200 / perSecond));
        }
        return Arrays.copyOf(latencies, visible);
    }

    private String taskId(int number) {
        return unitId + ".t-" + number;
    }

    @Override
    public void close() {
        producer.close();
    }
}
