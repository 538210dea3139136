package org.tiendo.producer.simulation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.Topics;
import org.tiendo.producer.TestBroker;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.simulation.HistoryEvent.Midnight;
import org.tiendo.producer.simulation.HistoryEvent.Reported;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;

class SimulationTest {
    private static final long SEED = 28;
    private static final Instant UNTIL = Instant.parse("2026-11-20T04:00:00Z");
    private static final Set<RefusalCode> NEED_THE_TASK =
            Set.of(RefusalCode.REPORT_ID_REUSED, RefusalCode.NOT_ASSIGNED);

    private final List<PlanCatalogue> plans = SampleMembers.addedTo(PlanCatalogue.bundled());
    private final List<HistoryEvent> history = new Simulation(plans, SEED).history(UNTIL);

    @Test
    void theSameSeedTellsTheSameStoryAndAnotherSeedAnother() {
        // Then
        assertThat(new Simulation(plans, SEED).history(UNTIL)).isEqualTo(history);
        assertThat(new Simulation(plans, SEED + 1).history(UNTIL)).isNotEqualTo(history);
    }

    @Test
    void aLongerHistoryBeginsWithTheShorterOne() {
        // Given
        Instant earlier = Instant.parse("2024-05-05T12:00:00Z");

        // When
        List<HistoryEvent> shorter = new Simulation(plans, SEED).history(earlier);

        // Then
        assertThat(shorter)
                .isEqualTo(history.stream()
                        .filter(event -> !event.at().isAfter(earlier))
                        .toList());
    }

    @Test
    void itIsInTimeOrderAndEndsNow() {
        // Then
        assertThat(history).isSortedAccordingTo(Comparator.comparing(HistoryEvent::at));
        assertThat(history).allMatch(event -> !event.at().isAfter(UNTIL));
        assertThat(BusinessTime.dayOf(history.get(0).at())).isEqualTo(LocalDate.of(2022, 3, 14));
    }

    @Test
    void thereAreSeveralThousandReportsAllMarkedAsSimulated() {
        // Then
        assertThat(reports().count()).isBetween(5_000L, 10_000L);
        assertThat(reports()).allSatisfy(reported -> {
            assertThat(reported.report().getReporter()).isEqualTo("simulated");
            assertThat(reported.report().getNote()).startsWith("Số liệu mô phỏng");
        });
    }

    @Test
    void everyReportIsSoundUnlessItIsMeantToBeRefused() {
        // Then
        assertThat(reports()).allSatisfy(reported -> {
            Optional<RefusalCode> expected =
                    Optional.ofNullable(reported.refusal()).filter(code -> !NEED_THE_TASK.contains(code));
            assertThat(ReportRules.check(reported.report(), reported.key(), reported.at()))
                    .isEqualTo(expected);
        });
    }

    @Test
    void soundReportsComeFromAssignedUnitsAfterThePlanWasPublished() {
        // Given
        Map<String, TaskDefinition> tasks = new HashMap<>();
        Map<String, LocalDate> published = new HashMap<>();
        for (PlanCatalogue plan : plans) {
            plan.definitions().forEach(task -> {
                tasks.put(task.getTaskId(), task);
                published.put(task.getTaskId(), Simulation.publishedOn(plan));
            });
        }

        // Then
        assertThat(sound()).allSatisfy(reported -> {
            ProgressReport report = reported.report();
            String taskId = report.getTaskId();
            assertThat(requireNonNull(tasks.get(taskId)).getAssignments()).contains(report.getUnitId());
            assertThat(report.getAsOf()).isAfterOrEqualTo(published.get(taskId));
            assertThat(BusinessTime.dayOf(reported.at())).isAfterOrEqualTo(published.get(taskId));
            assertThat(report.getAsOf()).isBeforeOrEqualTo(BusinessTime.dayOf(reported.at()));
        });
        assertThat(reports().filter(reported -> reported.refusal() == RefusalCode.NOT_ASSIGNED))
                .noneMatch(
                        reported -> requireNonNull(tasks.get(reported.report().getTaskId()))
                                .getAssignments()
                                .contains(reported.report().getUnitId()));
    }

    @Test
    void aReportIdStandsForOneReportOnItsTaskSaveForTheMistakesAndDuplicates() {
        // Given
        Map<String, ProgressReport> seen = new HashMap<>();

        // Then
        reports()
                .filter(reported -> reported.refusal() != RefusalCode.KEY_MISMATCH)
                .forEach(reported -> {
                    ProgressReport report = reported.report();
                    ProgressReport before =
                            seen.putIfAbsent(Ids.join(report.getTaskId(), report.getReportId()), report);
                    if (reported.duplicate()) {
                        assertThat(report).isEqualTo(before);
                    } else if (reported.refusal() == RefusalCode.REPORT_ID_REUSED) {
                        assertThat(report).isNotEqualTo(before);
                    } else {
                        assertThat(before).as(report.getReportId()).isNull();
                    }
                });
    }

    @Test
    void accountingHasSomethingToCount() {
        // When
        Set<RefusalCode> refusals = reports()
                .map(Reported::refusal)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toCollection(HashSet::new));

        // Then
        assertThat(refusals).hasSizeGreaterThanOrEqualTo(5);
        assertThat(reports().filter(Reported::duplicate)).hasSizeGreaterThan(20);
        assertThat(reports().filter(reported -> reported.report().getNote().endsWith("(đính chính)")))
                .hasSizeGreaterThan(100);
        assertThat(sound().map(reported -> reported.report().getStatus()).distinct())
                .containsExactlyInAnyOrder(Status.values());
    }

    @Test
    void datedTasksAreDoneOnTimeLateAndNotAtAll() {
        // Given
        Map<String, LocalDate> done = new HashMap<>();
        sound().filter(reported -> reported.report().getStatus() == Status.DONE)
                .forEach(reported -> done.merge(
                        reported.report().getTaskId(),
                        reported.report().getAsOf(),
                        (one, other) -> one.isBefore(other) ? one : other));

        // When
        Map<String, Long> outcomes = plans.stream()
                .flatMap(plan -> plan.tasks().stream())
                .filter(task -> task.getDeadline().getDue() != null
                        && task.getDeadline().getDue().isBefore(LocalDate.of(2026, 1, 1))
                        && task.getDeadline().getCondition() == null)
                .collect(Collectors.groupingBy(
                        task -> {
                            LocalDate day = done.get(task.getTaskId());
                            if (day == null) {
                                return "overdue";
                            }
                            return day.isAfter(task.getDeadline().getDue()) ? "late" : "on time";
                        },
                        Collectors.counting()));

        // Then
        assertThat(outcomes).containsOnlyKeys("on time", "late", "overdue");
    }

    @Test
    void indicatorsAreReportedInFiguresThatGrow() {
        // Then
        for (PlanCatalogue plan : plans) {
            for (Indicator indicator : plan.indicators()) {
                List<ProgressReport> figures = sound().map(Reported::report)
                        .filter(report -> report.getTaskId().equals(indicator.getIndicatorId()))
                        .toList();
                assertThat(figures).hasSizeGreaterThan(20).allMatch(report -> report.getNumerator() != null);
                if (indicator.getMeasure() == Measure.SHARE) {
                    assertThat(share(figures.get(figures.size() - 1)))
                            .isGreaterThan(share(figures.get(0)))
                            .isLessThanOrEqualTo(100);
                }
            }
        }
    }

    @Test
    void everyReporterOfAnIndicatorTellsItsOwnStoryAndAFewNone() {
        // When
        Map<String, List<ProgressReport>> byWard = sound().map(Reported::report)
                .filter(report -> report.getTaskId().equals(SampleMembers.INDICATOR))
                .collect(Collectors.groupingBy(ProgressReport::getUnitId));

        // Then
        assertThat(SampleMembers.COUNT - byWard.size()).isBetween(1, 5);
        assertThat(byWard.values()).allSatisfy(reports -> {
            assertThat(reports).hasSizeGreaterThan(10).allMatch(report -> report.getNumerator() <= 1);
            assertThat(reports.get(reports.size() - 1).getNumerator()).isOne();
        });
        assertThat(byWard.values().stream()
                        .map(reports ->
                                reports.stream().map(ProgressReport::getAsOf).toList()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatAUnitReportsDoesNotHangOnWhoElseOwesTheTask() {
        // Given
        Simulation printed = new Simulation(PlanCatalogue.bundled(), SEED);

        // Then
        assertThat(others(printed.history(UNTIL))).isEqualTo(others(history));
    }

    private static List<Reported> others(List<HistoryEvent> events) {
        return events.stream()
                .filter(Reported.class::isInstance)
                .map(Reported.class::cast)
                .filter(reported -> !reported.report().getTaskId().equals(SampleMembers.INDICATOR))
                .toList();
    }

    @Test
    void aTickStandsAtEveryMidnightInVietnam() {
        // When
        List<LocalDate> days = history.stream()
                .filter(Midnight.class::isInstance)
                .map(event -> {
                    assertThat(event.at().atZone(BusinessTime.ZONE).toLocalTime())
                            .isEqualTo(LocalTime.MIDNIGHT);
                    return BusinessTime.dayOf(event.at());
                })
                .toList();

        // Then
        assertThat(days)
                .containsExactlyElementsOf(LocalDate.of(2022, 3, 15)
                        .datesUntil(LocalDate.of(2026, 11, 21))
                        .toList());
    }

    @Test
    void publishingSendsPlansReportsAndTicksWithTheirTimestamps() {
        try (TestBroker broker = TestBroker.ready()) {
            // When
            SimulationSummary summary = new SimulationPublisher(broker.producer()).publish(history, line -> {});

            // Then
            assertThat(summary.plans()).isEqualTo(5);
            assertThat(broker.records(Topics.TASKS)).hasSize(615);
            assertThat(broker.records(Topics.PROGRESS)).hasSize((int) summary.reports());
            assertThat(broker.records(Topics.CLOCK)).hasSize((int) summary.days() * TestBroker.PARTITIONS);
            assertThat(broker.kafka().history())
                    .extracting(ProducerRecord::timestamp)
                    .isSorted();
        }
    }

    private static double share(ProgressReport report) {
        return report.getNumerator() * 100.0 / report.getDenominator();
    }

    private Stream<Reported> reports() {
        return history.stream().filter(Reported.class::isInstance).map(Reported.class::cast);
    }

    private Stream<Reported> sound() {
        return reports().filter(reported -> reported.refusal() == null);
    }
}
