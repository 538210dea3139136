package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.AssignmentState;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

/** What holds of a task's state and alerts whenever its records and the ticks are read. */
class AnyHistoryTest {
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final LocalDate START = LocalDate.of(2022, 1, 1);
    private static final int HISTORIES = 40;

    /** Every history begins after the last one's end, for a clock never goes back. */
    private static final int YEARS_APART = 3;

    @Test
    void ticksBetweenTheRecordsChangeNoStateAndNoAlert() {
        try (LifecycleFixture quiet = new LifecycleFixture();
                LifecycleFixture ticking = new LifecycleFixture()) {
            int[] number = {0};
            ForAll.cases(HISTORIES, random -> {
                // Given
                RandomHistory history = history(random, number[0]++);

                // When
                history.tellTo(quiet);
                history.tellTo(ticking, random);

                // Then
                String id = history.taskId();
                assertThat(alerts(ticking, id)).isEqualTo(alerts(quiet, id));
                assertThat(ticking.cells(id)).isEqualTo(quiet.cells(id));
                assertThat(text(ticking.assignment(id, id))).isEqualTo(text(quiet.assignment(id, id)));
                history.cancelIn(quiet);
                history.cancelIn(ticking);
            });
        }
    }

    @Test
    void aStopBetweenTheRecordsChangesNoStateAndNoAlert() {
        int[] number = {0};
        LifecycleFixture[] stopping = {new LifecycleFixture()};
        try (LifecycleFixture steady = new LifecycleFixture()) {
            ForAll.cases(4, random -> {
                // Given
                RandomHistory history = history(random, number[0]++);
                history.tellTo(steady);

                // When
                String id = history.taskId();
                List<String> alerts = new ArrayList<>();
                int stop = random.nextInt(history.events().size());
                for (int i = 0; i < history.events().size(); i++) {
                    if (i == stop) {
                        alerts.addAll(alerts(stopping[0], id));
                        stopping[0] = stopping[0].restarted(LifecycleFixture.USUAL);
                    }
                    history.tell(stopping[0], history.events().get(i));
                }
                history.finish(stopping[0]);
                alerts.addAll(alerts(stopping[0], id));

                // Then
                assertThat(alerts).isEqualTo(alerts(steady, id));
                assertThat(text(stopping[0].assignment(id, id))).isEqualTo(text(steady.assignment(id, id)));
                history.cancelIn(steady);
                history.cancelIn(stopping[0]);
            });
        } finally {
            stopping[0].close();
        }
    }

    @Test
    void ticksThatAreReadTooEarlyLeaveTheSameCellsAndTheSameOpenOverdueAlerts() {
        try (LifecycleFixture late = new LifecycleFixture();
                LifecycleFixture early = new LifecycleFixture()) {
            int[] number = {0};
            ForAll.cases(HISTORIES, random -> {
                // Given reports on a task with a due day
                LocalDate start = start(number[0]);
                String id = "t" + number[0]++;
                LocalDate due = start.plusDays(40);
                LocalDate end = start.plusDays(100);
                for (LifecycleFixture stage : List.of(late, early)) {
                    stage.publish(
                            LifecycleFixture.task(id, LifecycleFixture.dueOn(due), id)
                                    .build(),
                            start);
                }
                int reports = 1 + random.nextInt(6);
                int endReadBefore = random.nextInt(reports);

                // When the last tick is read before, or after, the reports
                for (int i = 0; i < reports; i++) {
                    Status status = STATUSES.get(random.nextInt(STATUSES.size()));
                    LocalDate day = start.plusDays(15L * i + random.nextInt(15));
                    if (i == endReadBefore) {
                        early.tick(end);
                    }
                    for (LifecycleFixture stage : List.of(late, early)) {
                        stage.report(
                                LifecycleFixture.report("r" + i, id, id, status, day)
                                        .build(),
                                day);
                    }
                }
                late.tick(end);
                early.settle();

                // Then
                assertThat(early.cells(id)).isEqualTo(late.cells(id));
                assertThat(openOverdue(early, id)).isEqualTo(openOverdue(late, id));
            });
        }
    }

    private static Map<String, Integer> openOverdue(LifecycleFixture stage, String id) {
        Map<String, Integer> open = new HashMap<>();
        stage.alerts().stream()
                .filter(alert -> alert.getTaskId().equals(id) && alert.getKind().equals("overdue"))
                .forEach(alert -> {
                    String of = alert.getPeriod() + " " + alert.getDue();
                    if (alert.getState() == AlertState.CLEARED) {
                        open.remove(of);
                    } else {
                        open.put(of, alert.getLevel());
                    }
                });
        return open;
    }

    private static RandomHistory history(SplittableRandom random, int number) {
        return RandomHistory.of(random, "t" + number, start(number));
    }

    private static LocalDate start(int number) {
        return START.plusYears((long) YEARS_APART * number);
    }

    private static List<String> alerts(LifecycleFixture stage, String taskId) {
        return stage.sentAlerts().stream()
                .filter(sent -> ((TaskAlert) sent.value()).getTaskId().equals(taskId))
                .map(sent -> sent.value() + " at " + sent.at() + " on " + BusinessTime.dayOf(sent.at()))
                .toList();
    }

    /** In words, so that a failure tells the difference, and as encoded: Avro's own equals can't be trusted with dates. */
    private static String text(AssignmentState state) {
        try {
            return state + " " + HexFormat.of().formatHex(state.toByteBuffer().array());
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode " + state, e);
        }
    }
}
