package org.tiendo.streams.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.alerting.AlertingFixture.under;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Counts;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;

/** The same inputs give the same alerts, byte for byte, however far one input is read ahead of another. */
class AlertReplayTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final int DAYS = 120;
    private static final int HISTORIES = 10;

    @Test
    void aReplayThatReadsTheWholeTreeFirstGivesTheSameAlerts() {
        try (AlertingFixture live = new AlertingFixture();
                AlertingFixture replay = new AlertingFixture();
                AlertingFixture again = new AlertingFixture()) {
            int[] number = {0};
            ForAll.cases(HISTORIES, random -> {
                // Given unit versions, and what lifecycle sends between them
                History history = History.of(random, number[0]++);

                // When they come as they happened, with a mark a day, and when the tree is read first and marks are few
                List<String> lived = alertsOf(live, history, history::live);
                List<String> replayed = alertsOf(replay, history, history::replay);

                // Then
                assertThat(lived).isNotEmpty();
                assertThat(replayed).containsExactlyInAnyOrderElementsOf(lived);
                assertThat(byKey(replayed)).isEqualTo(byKey(lived));
                assertThat(alertsOf(again, history, history::replay)).isEqualTo(replayed);
            });
        }
    }

    private interface Action {
        void on(AlertingFixture stage);
    }

    private record Input(Instant at, Action action) {}

    /** What went out since the history began. */
    private static List<String> alertsOf(AlertingFixture stage, History history, Action told) {
        int before = stage.sent().size();
        told.on(stage);
        return stage.sent().subList(before, stage.sent().size()).stream()
                .filter(sent -> history.owns(sent.alert().getTaskId()))
                .map(sent -> sent.alert().getAlertId() + " " + sent.at() + " " + hex(sent.alert()))
                .toList();
    }

    /** Kafka keeps the order of one key alone. */
    private static Map<String, List<String>> byKey(List<String> alerts) {
        return alerts.stream().collect(Collectors.groupingBy(alert -> alert.substring(0, alert.indexOf(' '))));
    }

    private static String hex(TaskAlert alert) {
        try {
            return HexFormat.of().formatHex(alert.toByteBuffer().array());
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode " + alert, e);
        }
    }

    /** Inputs at random; each history has ids and days of its own, so that many can be told to one instance. */
    private record History(int number, LocalDate start, List<Input> units, List<Input> followed) {

        static History of(SplittableRandom random, int number) {
            History history =
                    new History(number, START.plusDays(2L * DAYS * number), new ArrayList<>(), new ArrayList<>());
            history.addUnits(random);
            history.addFollowed(random);
            history.units.sort(Comparator.comparing(Input::at));
            history.followed.sort(Comparator.comparing(Input::at));
            return history;
        }

        boolean owns(String taskId) {
            return taskId.equals(indicatorId()) || taskId.equals("t" + number);
        }

        void live(AlertingFixture stage) {
            List<Input> all = new ArrayList<>(units);
            all.addAll(followed);
            all.sort(Comparator.comparing(Input::at));
            LocalDate marked = start;
            for (Input input : all) {
                for (; marked.isBefore(BusinessTime.dayOf(input.at())); marked = marked.plusDays(1)) {
                    stage.mark(marked);
                }
                input.action().on(stage);
            }
            stage.mark(start.plusDays(DAYS + 1));
        }

        void replay(AlertingFixture stage) {
            units.forEach(input -> input.action().on(stage));
            followed.forEach(input -> input.action().on(stage));
            stage.mark(start.plusDays(DAYS + 1));
        }

        private void addUnits(SplittableRandom random) {
            for (int i = 1; i <= 2; i++) {
                Instant first = instant(random, start);
                String province = province(i);
                units.add(new Input(first, stage -> stage.place(first, province)));
            }
            for (int i = 0; i < 12; i++) {
                LocalDate day = i < 4 ? start : start.plusDays(random.nextInt(DAYS));
                Instant known = instant(random, day);
                String ward = ward(i < 4 ? i : random.nextInt(4));
                Placement[] placements = {
                    under(province(1 + random.nextInt(2))),
                    under(province(1 + random.nextInt(3)), day.plusDays(random.nextInt(60) - 30))
                };
                units.add(new Input(known, stage -> stage.place(known, ward, placements)));
            }
        }

        private void addFollowed(SplittableRandom random) {
            Instant first = BusinessTime.startOf(start.plusDays(1));
            Indicator published = indicator(random);
            followed.add(new Input(first, stage -> stage.indicator(published, start, first)));
            for (int i = 0; i < 40; i++) {
                Instant at = instant(random, start.plusDays(1 + random.nextInt(DAYS - 1)));
                followed.add(new Input(at, action(random, at)));
            }
        }

        private Action action(SplittableRandom random, Instant at) {
            String ward = ward(random.nextInt(4));
            long figure = random.nextInt(100);
            Indicator indicator = indicator(random);
            TaskAlert overdue = overdue(ward, 2 + random.nextInt(2));
            return switch (random.nextInt(6)) {
                case 0 -> stage -> stage.indicator(indicator, start, at);
                case 1 -> stage -> stage.figure(indicatorId(), ward, Counts.ZERO, at);
                case 2 -> stage -> stage.alert(overdue, at);
                default -> stage -> stage.figure(indicatorId(), ward, figure, at);
            };
        }

        private String ward(int i) {
            return "ward" + (10 * number + i);
        }

        private String province(int i) {
            return "province" + (10 * number + i);
        }

        private String indicatorId() {
            return "i" + number;
        }

        private Indicator indicator(SplittableRandom random) {
            return Indicator.newBuilder()
                    .setIndicatorId(indicatorId())
                    .setPlanId("plan")
                    .setCategoryId("category")
                    .setMeasure(Measure.COUNT)
                    .setTargets(List.of(
                            target(random, "all", 50),
                            target(random, "all", 100),
                            target(random, "province", random.nextInt(DAYS))))
                    .build();
        }

        private Target target(SplittableRandom random, String scope, int days) {
            return new Target(
                    scope, BigDecimal.valueOf(1_000L + random.nextInt(20_000), 2), null, start.plusDays(days));
        }

        private TaskAlert overdue(String unitId, int level) {
            return TaskAlert.newBuilder()
                    .setAlertId("overdue|t" + number + "|" + unitId + "||" + start + "|1")
                    .setKind("overdue")
                    .setTaskId("t" + number)
                    .setUnitId(unitId)
                    .setPlanId("plan")
                    .setDue(start)
                    .setRaisedOn(start.plusDays(1))
                    .setState(AlertState.ESCALATED)
                    .setLevel(level)
                    .build();
        }

        private static Instant instant(SplittableRandom random, LocalDate day) {
            return BusinessTime.startOf(day).plus(Duration.ofMinutes(random.nextInt(24 * 60)));
        }
    }
}
