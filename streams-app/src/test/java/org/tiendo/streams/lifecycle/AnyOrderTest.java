package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class AnyOrderTest {
    private static final int HISTORIES = 40;
    private static final LocalDate DUE = DAY.plusDays(20);

    @Test
    void anyOrderOfArrivalGivesTheSameStateAndEveryReportIsAccountedFor() {
        try (LifecycleFixture stage = new LifecycleFixture()) {
            int[] number = {0};
            ForAll.cases(HISTORIES, random -> {
                // Given one history of reports, told twice: in order, and shuffled with some told again
                number[0]++;
                String ordered = "ordered-" + number[0];
                String shuffled = "shuffled-" + number[0];
                List<ProgressReport> history = history(random);
                List<ProgressReport> again = new ArrayList<>(history);
                history.stream().filter(report -> random.nextInt(4) == 0).forEach(again::add);
                Collections.shuffle(again, new Random(random.nextLong()));
                boolean definedFirst = random.nextBoolean();

                // When
                tell(stage, ordered, history, true);
                tell(stage, shuffled, again, definedFirst);

                // Then
                assertThat(withoutAccounting(stage.cells(shuffled))).isEqualTo(withoutAccounting(stage.cells(ordered)));
                Counts accounting = stage.accounting(shuffled);
                assertThat(accounting.get(Count.RECEIVED)).isEqualTo(again.size());
                assertThat(accounting.get(Count.DUPLICATE)).isEqualTo(again.size() - history.size());
                assertThat(accounting.get(Count.COUNTED)
                                + accounting.get(Count.SUPERSEDED)
                                + accounting.get(Count.DUPLICATE)
                                + accounting.get(Count.REJECTED)
                                + accounting.get(Count.PARKED))
                        .isEqualTo(accounting.get(Count.RECEIVED));
                assertThat(accounting.get(Count.COUNTED))
                        .isEqualTo(stage.accounting(ordered).get(Count.COUNTED));
            });
        }
    }

    /** The unit has the task's name, so that each history has cells of its own. */
    private static void tell(LifecycleFixture stage, String name, List<ProgressReport> history, boolean definedFirst) {
        LocalDate end = DAY.plusDays(60);
        if (definedFirst) {
            stage.publish(task(name, dueOn(DUE), name).build(), end);
        }
        for (ProgressReport report : history) {
            stage.report(
                    ProgressReport.newBuilder(report)
                            .setTaskId(name)
                            .setUnitId(name)
                            .build(),
                    end);
        }
        if (!definedFirst) {
            stage.publish(task(name, dueOn(DUE), name).build(), end);
        }
    }

    private static List<ProgressReport> history(SplittableRandom random) {
        List<ProgressReport> reports = new ArrayList<>();
        int length = 1 + random.nextInt(8);
        for (int i = 0; i < length; i++) {
            Status[] statuses = Status.values();
            ProgressReport.Builder report = LifecycleFixture.report(
                    "r" + i, "t", "u", statuses[random.nextInt(statuses.length)], DAY.plusDays(random.nextInt(40)));
            if (random.nextInt(3) == 0) {
                report.setPercent(random.nextInt(101));
            }
            if (random.nextInt(5) == 0) {
                report.setWithdraws("r" + random.nextInt(length));
            }
            reports.add(report.build());
        }
        return reports;
    }

    private static Map<String, Counts> withoutAccounting(Map<String, Counts> cells) {
        cells.remove("a");
        return cells;
    }
}
