package org.tiendo.streams.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

/**
 * Versions of one task and reports on it, at random, in the order in which they entered the system. The unit has the
 * task's name, so that each history has cells of its own.
 */
record RandomHistory(String taskId, List<Event> events, LocalDate end) {
    private static final int MOST_EVENTS = 14;

    /** One record of a history. */
    record Event(SpecificRecord value, Instant at) {
        Topic topic() {
            return value instanceof TaskDefinition ? Topics.TASKS : Topics.PROGRESS;
        }

        LocalDate day() {
            return BusinessTime.dayOf(at);
        }
    }

    /** Any kinds of deadline, one after the other; the task may be dropped, cancelled, paused and taken up again. */
    static RandomHistory of(SplittableRandom random, String taskId, LocalDate start) {
        List<Event> events = new ArrayList<>();
        Instant at = BusinessTime.startOf(start);
        TaskDefinition task =
                LifecycleFixture.task(taskId, deadline(random, start), taskId).build();
        events.add(new Event(task, at));
        for (int i = 1 + random.nextInt(MOST_EVENTS); i > 0; i--) {
            at = at.plus(Duration.ofMinutes(1 + random.nextInt(45 * 24 * 60)));
            LocalDate day = BusinessTime.dayOf(at);
            if (random.nextInt(5) < 3) {
                events.add(new Event(report(random, taskId, events.size(), at), at));
            } else {
                task = nextVersion(random, task, day);
                events.add(new Event(task, at));
            }
        }
        return new RandomHistory(taskId, events, BusinessTime.dayOf(at).plusDays(1 + random.nextInt(150)));
    }

    private static TaskDefinition nextVersion(SplittableRandom random, TaskDefinition before, LocalDate day) {
        return TaskDefinition.newBuilder(before)
                .setDeadline(random.nextInt(3) == 0 ? before.getDeadline() : deadline(random, day))
                .setAssignments(random.nextInt(6) == 0 ? List.of("other") : List.of(before.getTaskId()))
                .setCancelled(random.nextInt(10) == 0)
                .setPaused(random.nextInt(8) == 0)
                .build();
    }

    private static Deadline deadline(SplittableRandom random, LocalDate day) {
        DeadlineKind[] kinds = DeadlineKind.values();
        LocalDate from = day.plusDays(random.nextInt(60) - 30);
        return Deadline.newBuilder()
                .setKind(kinds[random.nextInt(kinds.length)])
                .setDue(from.plusDays(random.nextInt(120)))
                .setFrom(from)
                .setRecurrence(random.nextBoolean() ? Recurrence.MONTHLY : Recurrence.QUARTERLY)
                .setTriggeredOn(random.nextBoolean() ? null : from)
                .setWorkingDaysAfterTrigger(random.nextBoolean() ? null : random.nextInt(30))
                .build();
    }

    private static ProgressReport report(SplittableRandom random, String taskId, int number, Instant at) {
        Status[] statuses = Status.values();
        return ProgressReport.newBuilder()
                .setReportId("r" + number)
                .setTaskId(taskId)
                .setUnitId(taskId)
                .setStatus(statuses[random.nextInt(statuses.length)])
                .setAsOf(BusinessTime.dayOf(at).minusDays(random.nextInt(40)))
                .setReportedAt(at)
                .setWithdraws(random.nextInt(6) == 0 ? "r" + random.nextInt(number + 3) : null)
                .build();
    }

    /** The history alone, and what is due by its end. */
    void tellTo(LifecycleFixture stage) {
        events.forEach(event -> tell(stage, event));
        finish(stage);
    }

    /** The history with any number of ticks before each record, none of them later than it. */
    void tellTo(LifecycleFixture stage, SplittableRandom random) {
        for (Event event : events) {
            for (int i = random.nextInt(4); i > 0; i--) {
                stage.tick(event.at().minus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))));
                if (random.nextBoolean()) {
                    stage.settle();
                }
            }
            tell(stage, event);
        }
        finish(stage);
    }

    void tell(LifecycleFixture stage, Event event) {
        stage.pipe(event.topic(), taskId, event.value(), event.at());
    }

    void finish(LifecycleFixture stage) {
        stage.tick(BusinessTime.startOf(end));
        stage.settle();
    }

    /** Ends the task, so that it does not go on in later histories. */
    void cancelIn(LifecycleFixture stage) {
        TaskDefinition cancelled =
                TaskDefinition.newBuilder(lastVersion()).setCancelled(true).build();
        stage.pipe(Topics.TASKS, taskId, cancelled, BusinessTime.startOf(end));
    }

    TaskDefinition lastVersion() {
        return (TaskDefinition) events.stream()
                .filter(event -> event.value() instanceof TaskDefinition)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .value();
    }
}
