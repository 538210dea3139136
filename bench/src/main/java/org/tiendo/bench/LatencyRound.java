package org.tiendo.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
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
 * One round: a unit of its own with one task for each report, so that the unit's count of reported tasks says exactly
 * how many reports are visible. Reports are sent at a steady rate whatever happens, and the KPI is read all the while.
 */
final class LatencyRound {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final String url;
    private final int perSecond;
    private final int reports;
    private final HttpClient http = HttpClient.newHttpClient();

    LatencyRound(Connection connection, String url, int perSecond, int seconds) {
        this.connection = connection;
        this.url = url;
        this.perSecond = perSecond;
        this.reports = perSecond * seconds;
    }

    Latencies run(int number) throws IOException, InterruptedException {
        String unitId = "bench.unit-" + number;
        try (ContractProducer producer = new ContractProducer(connection)) {
            publishTasks(producer, unitId);
            awaitTasks(unitId);
            AtomicLongArray sentAt = new AtomicLongArray(reports);
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(producer, unitId, sentAt));
            long[] latencies = watch(unitId, sentAt, sending);
            return new Latencies(latencies);
        }
    }

    private void publishTasks(ContractProducer producer, String unitId) {
        BulkSender sender = new BulkSender(producer);
        sender.send(
                unitId,
                Topics.UNITS,
                null,
                unitId,
                Unit.newBuilder().setUnitId(unitId).setNameVi(unitId).build());
        for (int i = 0; i < reports; i++) {
            TaskDefinition task = TaskDefinition.newBuilder()
                    .setTaskId(taskId(unitId, i))
                    .setPlanId("bench.plan")
                    .setCategoryId("bench.category-" + i % 10)
                    .setTitleVi("bench")
                    .setAssignments(List.of(unitId))
                    .setDeadline(Deadline.newBuilder().build())
                    .build();
            sender.send(task.getTaskId(), Topics.TASKS, null, task.getTaskId(), task);
        }
        sender.flush();
    }

    private static String taskId(String unitId, int number) {
        return unitId + ".t-" + number;
    }

    private void awaitTasks(String unitId) throws IOException, InterruptedException {
        while (kpi(unitId, "/total/tasks") < reports) {
            Thread.sleep(50);
        }
    }

    private void send(ContractProducer producer, String unitId, AtomicLongArray sentAt) {
        BulkSender sender = new BulkSender(producer);
        long start = System.nanoTime();
        LocalDate today = BusinessTime.dayOf(Instant.now());
        for (int i = 0; i < reports; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            // From when it was due, so that a sender held up does not hide the delay.
            sentAt.set(i, due);
            String taskId = taskId(unitId, i);
            ProgressReport report = ProgressReport.newBuilder()
                    .setReportId("r")
                    .setTaskId(taskId)
                    .setUnitId(unitId)
                    .setStatus(Status.IN_PROGRESS)
                    .setAsOf(today)
                    .setReportedAt(Instant.now())
                    .build();
            sender.send(taskId, Topics.PROGRESS, null, taskId, report);
        }
        sender.flush();
    }

    /** Reads the KPI again and again; the n-th report to become visible is matched with the n-th one sent. */
    private long[] watch(String unitId, AtomicLongArray sentAt, CompletableFuture<Void> sending)
            throws IOException, InterruptedException {
        long[] latencies = new long[reports];
        int visible = 0;
        while (visible < reports) {
            if (sending.isCompletedExceptionally()) {
                sending.join();
            }
            int now = (int) kpi(unitId, "/total/coverage/reported");
            long seenAt = System.nanoTime();
            for (; visible < now; visible++) {
                latencies[visible] = seenAt - sentAt.get(visible);
            }
            Thread.sleep(2);
        }
        return latencies;
    }

    private long kpi(String unitId, String pointer) throws IOException, InterruptedException {
        URI uri = URI.create(url + "/api/v1/units/" + unitId + "/kpi?by=plan");
        HttpResponse<byte[]> answer =
                http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        // The unit is unknown for the first moments.
        return answer.statusCode() == 200
                ? JSON.readTree(answer.body()).at(pointer).asLong()
                : 0;
    }
}
