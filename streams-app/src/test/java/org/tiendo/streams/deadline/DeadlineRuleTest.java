package org.tiendo.streams.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tiendo.streams.deadline.DeadlineRules.DEFINED;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiendo.contract.TaskPeriods;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.TaskState;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Status;

class DeadlineRuleTest {
    private static final List<Status> STATUSES = List.of(Status.values());
    private static final List<Recurrence> RECURRING =
            List.of(Recurrence.MONTHLY, Recurrence.QUARTERLY, Recurrence.ANNUAL);
    private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @ParameterizedTest
    @CsvSource({
        "BY_DATE,     2024-05-15, ,           , 2024-03-01, 2024-Q2",
        "BY_MONTH,    2024-02-29, ,           , 2024-03-01, 2024-Q1",
        "BY_QUARTER,  2024-09-30, ,           , 2024-03-01, 2024-Q3",
        "BY_YEAR,     2024-12-31, ,           , 2024-03-01, 2024-Q4",
        "RANGE,       2024-10-01, 2024-03-02, , 2024-03-01, dormant",
        "RANGE,       2024-10-01, 2024-03-01, , 2024-03-01, 2024-Q4",
        "RANGE,       ,           2024-03-01, , 2024-03-01, none",
        "RANGE,       2024-10-01, ,           , 1999-03-01, 2024-Q4",
        "FROM,        ,           2024-03-02, , 2024-03-01, dormant",
        "FROM,        2024-10-01, 2024-03-01, , 2024-03-01, ongoing",
        "FROM,        ,           ,           , 2024-03-01, ongoing",
        "ONGOING,     ,           ,           , 2024-03-01, ongoing",
        "ONGOING,     2024-02-01, ,           , 2024-03-01, ongoing",
        "CONDITIONAL, 2024-02-01, ,           , 2024-03-01, dormant",
        "CONDITIONAL, 2024-02-01, , 2024-03-02, 2024-03-01, dormant",
        "CONDITIONAL, 2024-02-01, , 2024-03-01, 2024-03-01, 2024-Q1",
        "CONDITIONAL, ,           , 2024-03-01, 2024-03-01, none",
        "NONE,        2024-02-01, ,           , 2024-03-01, none",
        "BY_DATE,     ,           ,           , 2024-03-01, none",
        "BY_YEAR,     ,           ,           , 2024-03-01, none",
        "RECURRING,   2024-02-01, ,           , 2024-03-01, none"
    })
    void everyKindHasItsBucketAndSleepsAsPrinted(
            DeadlineKind kind, LocalDate due, LocalDate from, LocalDate triggered, LocalDate day, String bucket) {
        // Given
        Deadline deadline = Deadline.newBuilder()
                .setKind(kind)
                .setDue(due)
                .setFrom(from)
                .setTriggeredOn(triggered)
                .build();

        // When
        DeadlineTerms terms = DeadlineRules.of(deadline).terms(TaskPeriods.ONLY);

        // Then
        assertThat(terms.bucketOn(day)).isEqualTo(bucket);
        assertThat(terms.dormantOn(day)).isEqualTo(bucket.equals("dormant"));
        assertThat(terms.dueAsOf(day).isPresent()).isEqualTo(bucket.startsWith("2024"));
    }

    @ParameterizedTest
    @EnumSource(
            value = DeadlineKind.class,
            names = {"RECURRING"},
            mode = EnumSource.Mode.EXCLUDE)
    void aDeadlineThatComesOnceHasOnePeriodWithoutAName(DeadlineKind kind) {
        DeadlineRule rule = DeadlineRules.of(
                Deadline.newBuilder().setKind(kind).setDue(LEAP_DAY).build());
        assertThat(rule.periodsBy(LEAP_DAY)).containsExactly("");
        assertThat(rule.hasPeriod("", LEAP_DAY)).isTrue();
        assertThat(rule.hasPeriod("2024", LEAP_DAY)).isFalse();
        assertThat(rule.nextPeriodAfter(LEAP_DAY)).isEmpty();
    }

    @Test
    void february2024EndsOnTheLeapDayByWhateverNameItIsDue() {
        assertThat(rule(Recurrence.MONTHLY, LEAP_DAY).terms("2024-02").due()).isEqualTo(LEAP_DAY);
        assertThat(rule(Recurrence.MONTHLY, LEAP_DAY).terms("2025-02").due()).isEqualTo(LocalDate.of(2025, 2, 28));
        assertThat(Judgement.of(
                                DeadlineRules.of(Deadline.newBuilder()
                                                .setKind(DeadlineKind.BY_MONTH)
                                                .setDue(LEAP_DAY)
                                                .build())
                                        .terms(""),
                                Status.IN_PROGRESS,
                                null,
                                LEAP_DAY.plusDays(1))
                        .overdue())
                .isTrue();
    }

    @Test
    void aYearIsDueOnItsLastDayAndTheNextBeginsTheDayAfter() {
        // Given
        DeadlineRule annual = rule(Recurrence.ANNUAL, LocalDate.of(2024, 6, 1));
        LocalDate lastDay = LocalDate.of(2024, 12, 31);

        // Then
        assertThat(annual.terms("2024").due()).isEqualTo(lastDay);
        assertThat(annual.periodsBy(lastDay)).containsExactly("2024");
        assertThat(annual.nextPeriodAfter(lastDay)).contains(lastDay.plusDays(1));
        assertThat(annual.periodsBy(lastDay.plusDays(1))).containsExactly("2024", "2025");
    }

    @Test
    void aRecurringTaskAsksForNothingBeforeItsFirstDay() {
        // Given a task that begins in the middle of a quarter
        LocalDate from = LocalDate.of(2024, 5, 15);
        DeadlineRule quarterly = rule(Recurrence.QUARTERLY, from);

        // Then the quarter that holds this day is the first, and only from this day on
        assertThat(quarterly.periodsBy(from.minusDays(1))).isEmpty();
        assertThat(quarterly.nextPeriodAfter(from.minusDays(1))).contains(from);
        assertThat(quarterly.periodsBy(from)).containsExactly("2024-Q2");
        assertThat(quarterly.hasPeriod("2024-Q1", from.plusYears(1))).isFalse();
    }

    @Test
    void thePeriodsThatATaskHasAreThoseThatHaveBegun() {
        ForAll.cases(300, random -> {
            // Given
            Recurrence every = RECURRING.get(random.nextInt(RECURRING.size()));
            LocalDate from = LEAP_DAY.plusDays(random.nextInt(800));
            LocalDate day = from.plusDays(random.nextInt(900) - 100);
            LocalDate named = from.plusDays(random.nextInt(1_200) - 200);
            DeadlineRule rule = rule(every, from);

            // When
            List<String> begun = rule.periodsBy(day);

            // Then
            String period = new TaskPeriods(every, from).holding(named);
            assertThat(rule.hasPeriod(period, day))
                    .as("%s of %s on %s", period, rule, day)
                    .isEqualTo(begun.contains(period));
            LocalDate next = rule.nextPeriodAfter(day).orElseThrow();
            assertThat(next).isAfter(day);
            assertThat(rule.periodsBy(next.minusDays(1))).isEqualTo(begun);
            List<String> then = rule.periodsBy(next);
            assertThat(then.subList(0, then.size() - 1)).isEqualTo(begun);
        });
    }

    @Test
    void halfACenturyOfMonthsIsTheMostATaskAsksFor() {
        DeadlineRule monthly = rule(Recurrence.MONTHLY, LocalDate.of(1900, 1, 1));
        assertThat(monthly.periodsBy(LEAP_DAY)).hasSize(600).endsWith("1949-12");
        assertThat(monthly.nextPeriodAfter(LEAP_DAY)).isEmpty();
    }

    @Test
    void periodsBeginWithTheDeadlineElseThePlanElseTheDefinition() {
        // Given
        Deadline monthly = Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.MONTHLY)
                .build();
        LocalDate issued = DEFINED.minusMonths(2);
        Deadline dated =
                Deadline.newBuilder(monthly).setFrom(DEFINED.plusMonths(2)).build();
        TaskState.Builder known = DeadlineRules.task(dated).setPlanIssued(issued);

        // Then
        assertThat(first(known)).isEqualTo(DEFINED.plusMonths(2));
        assertThat(first(DeadlineRules.task(monthly).setPlanIssued(issued))).isEqualTo(issued);
        assertThat(first(DeadlineRules.task(monthly))).isEqualTo(DEFINED);
    }

    @Test
    void aTriggerOnTheLeapDayIsDueByItsWorkingDaysElseAsPublished() {
        // Given
        LocalDate published = LocalDate.of(2024, 6, 30);
        TaskState.Builder task = DeadlineRules.task(Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setTriggeredOn(LEAP_DAY)
                .setDue(published)
                .build());

        // Then
        assertThat(DeadlineRule.of(task.build())).isEqualTo(new DeadlineRule.Triggered(LEAP_DAY, published));
        LocalDate worked = LocalDate.of(2024, 3, 4);
        assertThat(DeadlineRule.of(task.setWorkingDue(worked).build()))
                .isEqualTo(new DeadlineRule.Triggered(LEAP_DAY, worked));
    }

    @Test
    void aConditionalTaskIsNeverOverdueBeforeItsTrigger() {
        ForAll.cases(500, random -> {
            // Given any due day, printed or worked out, and a trigger that has not come, or comes later
            LocalDate day = LEAP_DAY.plusDays(random.nextInt(2_000));
            LocalDate due = LEAP_DAY.plusDays(random.nextInt(2_000) - 1_000);
            LocalDate trigger = random.nextBoolean() ? null : day.plusDays(1 + random.nextInt(500));
            TaskState task = DeadlineRules.task(Deadline.newBuilder()
                            .setKind(DeadlineKind.CONDITIONAL)
                            .setDue(random.nextBoolean() ? null : due)
                            .setTriggeredOn(trigger)
                            .build())
                    .setWorkingDue(trigger == null || random.nextBoolean() ? null : due)
                    .build();
            Status status = STATUSES.get(random.nextInt(STATUSES.size()));

            // When
            Judgement judgement =
                    Judgement.of(DeadlineRule.of(task).terms(""), status, status == Status.DONE ? day : null, day);

            // Then
            assertThat(judgement)
                    .isEqualTo(new Judgement(status, "dormant", null, Judgement.Standing.WITHOUT_DEADLINE));
        });
    }

    @Test
    void anOngoingTaskIsNeverOverdue() {
        ForAll.cases(500, random -> {
            // Given
            LocalDate from = LEAP_DAY.plusDays(random.nextInt(500));
            LocalDate day = from.plusDays(random.nextInt(40_000));
            DeadlineKind kind = random.nextBoolean() ? DeadlineKind.ONGOING : DeadlineKind.FROM;
            Deadline deadline = Deadline.newBuilder()
                    .setKind(kind)
                    .setFrom(from)
                    .setDue(random.nextBoolean() ? null : from.plusDays(random.nextInt(10)))
                    .build();
            Status status = STATUSES.get(random.nextInt(STATUSES.size()));

            // When
            Judgement judgement =
                    Judgement.of(DeadlineRules.of(deadline).terms(""), status, status == Status.DONE ? day : null, day);

            // Then
            assertThat(judgement)
                    .isEqualTo(new Judgement(status, "ongoing", null, Judgement.Standing.WITHOUT_DEADLINE));
        });
    }

    private static LocalDate first(TaskState.Builder task) {
        return ((DeadlineRule.Recurring) DeadlineRule.of(task.build())).from();
    }

    private static DeadlineRule rule(Recurrence every, LocalDate from) {
        return DeadlineRules.of(Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(every)
                .setFrom(from)
                .build());
    }
}
