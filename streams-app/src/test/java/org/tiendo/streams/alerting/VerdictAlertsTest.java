package org.tiendo.streams.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.VerdictState;
import org.tiendo.streams.alerting.VerdictAlerts.Cause;
import org.tiendo.streams.kpi.VerdictDays.Standing;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Verdict;

class VerdictAlertsTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final LocalDate DUE = LocalDate.of(2024, 12, 31);
    private static final LocalDate DAY = LocalDate.of(2024, 2, 29);

    private final VerdictState state = VerdictState.newBuilder()
            .setCounts(Counts.of(Count.UNITS_EXPECTED, 1).toList())
            .build();

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"OFF_TRACK", "MISSED", "BELOW"})
    void aBadVerdictRaisesAnAlert(Verdict verdict) {
        assertThat(give(verdict, DUE, DAY, Cause.REPORTED))
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getVerdict, TaskAlert::getRaisedOn)
                .containsExactly(tuple("indicator|i|u||2024-12-31|1", AlertState.RAISED, verdict, DAY));
        assertThat(give(verdict, DUE, DAY.plusDays(1), Cause.REPORTED)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"NO_DATA", "ON_TRACK", "MET_MINIMUM", "MET_STRETCH"})
    void anotherVerdictRaisesNone(Verdict verdict) {
        assertThat(give(verdict, DUE, DAY, Cause.REPORTED)).isEmpty();
    }

    @Test
    void oneBadVerdictAfterAnotherTakesTheAlertFurther() {
        // Given
        give(Verdict.OFF_TRACK, DUE, DAY, Cause.REPORTED);

        // When
        List<TaskAlert> changed = give(Verdict.MISSED, DUE, DUE.plusDays(1), Cause.REPORTED);

        // Then
        assertThat(changed)
                .extracting(
                        TaskAlert::getState,
                        TaskAlert::getLevel,
                        TaskAlert::getVerdict,
                        TaskAlert::getDaysOverdue,
                        TaskAlert::getRaisedOn)
                .containsExactly(tuple(AlertState.ESCALATED, 2, Verdict.MISSED, 1, DAY));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void aGoodVerdictClearsTheAlertByItsCause(Cause cause) {
        // Given
        give(Verdict.OFF_TRACK, DUE, DAY, Cause.REPORTED);

        // When
        List<TaskAlert> changed = give(Verdict.ON_TRACK, DUE, DAY, cause);

        // Then
        assertThat(changed)
                .extracting(TaskAlert::getState, TaskAlert::getClearedReason, TaskAlert::getVerdict)
                .containsExactly(
                        tuple(AlertState.CLEARED, cause.name().toLowerCase(java.util.Locale.ROOT), Verdict.ON_TRACK));
    }

    @Test
    void havingNoDataIsNoReasonToClear() {
        // Given
        give(Verdict.OFF_TRACK, DUE, DAY, Cause.REPORTED);

        // Then
        assertThat(give(Verdict.NO_DATA, DUE, DAY.plusDays(1), Cause.REPORTED)).isEmpty();
        assertThat(state.getAlert()).isNotNull();
    }

    @Test
    void anotherDueDayClearsAsExtendedAndRaisesTheNextEpisode() {
        // Given
        give(Verdict.MISSED, DUE, DUE.plusDays(1), Cause.REPORTED);

        // When
        List<TaskAlert> changed = give(Verdict.OFF_TRACK, DUE.plusYears(1), DUE.plusDays(2), Cause.REPORTED);

        // Then
        assertThat(changed)
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple("indicator|i|u||2024-12-31|1", AlertState.CLEARED, "extended"),
                        tuple("indicator|i|u||2025-12-31|2", AlertState.RAISED, null));
    }

    @Test
    void aTargetThatIsTakenAwayClearsAsExtendedAndReportersThatLeaveAsMoved() {
        give(Verdict.BELOW, null, DAY, Cause.REPORTED);
        assertThat(VerdictAlerts.update(state, subject(), new Standing(null, null), DAY, Cause.EXTENDED))
                .extracting(TaskAlert::getClearedReason)
                .containsExactly("extended");

        give(Verdict.BELOW, null, DAY, Cause.REPORTED);
        state.setCounts(Counts.ZERO.toList());
        assertThat(give(Verdict.NO_DATA, null, DAY, Cause.REPORTED))
                .extracting(TaskAlert::getAlertId, TaskAlert::getClearedReason)
                .containsExactly(tuple("indicator|i|u||null|2", "moved"));
    }

    private List<TaskAlert> give(Verdict verdict, LocalDate due, LocalDate day, Cause cause) {
        Target target = new Target("all", new BigDecimal("80.00"), null, due);
        return VerdictAlerts.update(state, subject(), new Standing(target, verdict), day, cause);
    }

    private static VerdictAlerts.Subject subject() {
        return new VerdictAlerts.Subject("i", "u", "plan");
    }
}
