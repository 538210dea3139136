package org.tiendo.streams.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiendo.contract.TaskPeriods;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.streams.deadline.Judgement.Standing;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Status;

class JudgementTest {
    private static final LocalDate DUE = LocalDate.of(2024, 2, 29);

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-21, IN_TERM",
        "2024-02-22, DUE_SOON",
        "2024-02-29, DUE_SOON",
        "2024-03-01, OVERDUE",
        "2034-03-01, OVERDUE"
    })
    void anOpenTaskIsDueSoonForSevenDaysAndOverdueFromTheNext(LocalDate day, Standing standing) {
        assertThat(Judgement.of(dueOn(DeadlineKind.BY_DATE), Status.BLOCKED, null, day)
                        .standing())
                .isEqualTo(standing);
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29, DONE_ON_TIME", "2024-03-01, DONE_LATE"})
    void aDoneTaskIsJudgedByTheDayItWasDone(LocalDate doneSince, Standing standing) {
        assertThat(Judgement.of(dueOn(DeadlineKind.BY_YEAR), Status.DONE, doneSince, DUE.plusYears(3))
                        .standing())
                .isEqualTo(standing);
    }

    @ParameterizedTest
    @EnumSource(
            value = DeadlineKind.class,
            names = {"BY_DATE", "BY_MONTH", "BY_QUARTER", "BY_YEAR", "RANGE"})
    void aDatedTaskFallsInItsDueDaysQuarter(DeadlineKind kind) {
        assertThat(Judgement.of(dueOn(kind), Status.NOT_STARTED, null, DUE).bucket())
                .isEqualTo("2024-Q1");
    }

    @ParameterizedTest
    @EnumSource(
            value = DeadlineKind.class,
            names = {"ONGOING", "NONE"})
    void aTaskWithoutADueDayIsNeverOverdue(DeadlineKind kind) {
        DeadlineTerms terms = terms(Deadline.newBuilder().setKind(kind).build());
        Judgement judgement = Judgement.of(terms, Status.NOT_STARTED, null, DUE.plusYears(50));
        assertThat(judgement.standing()).isEqualTo(Standing.WITHOUT_DEADLINE);
        assertThat(judgement.bucket()).isEqualTo(kind == DeadlineKind.ONGOING ? "ongoing" : "none");
        assertThat(terms.turns()).isEmpty();
    }

    @Test
    void aRangeSleepsUntilItBegins() {
        DeadlineTerms terms = terms(Deadline.newBuilder()
                .setKind(DeadlineKind.RANGE)
                .setFrom(LocalDate.of(2024, 1, 1))
                .setDue(DUE)
                .build());
        assertThat(terms.bucketOn(LocalDate.of(2023, 12, 31))).isEqualTo("dormant");
        assertThat(terms.dueAsOf(LocalDate.of(2023, 12, 31))).isEmpty();
        assertThat(terms.bucketOn(LocalDate.of(2024, 1, 1))).isEqualTo("2024-Q1");
    }

    @Test
    void aConditionalTaskSleepsWhateverTheDayUntilItsTrigger() {
        Deadline waiting = Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setDue(DUE)
                .build();
        assertThat(Judgement.of(terms(waiting), Status.NOT_STARTED, null, DUE.plusYears(9)))
                .isEqualTo(new Judgement(Status.NOT_STARTED, "dormant", null, Standing.WITHOUT_DEADLINE));

        Deadline triggered =
                Deadline.newBuilder(waiting).setTriggeredOn(DUE.minusDays(3)).build();
        assertThat(Judgement.of(terms(triggered), Status.NOT_STARTED, null, DUE.plusYears(9))
                        .overdue())
                .isTrue();
    }

    private static DeadlineTerms dueOn(DeadlineKind kind) {
        return terms(Deadline.newBuilder().setKind(kind).setDue(DUE).build());
    }

    private static DeadlineTerms terms(Deadline deadline) {
        return DeadlineRules.of(deadline).terms(TaskPeriods.ONLY);
    }
}
