package org.tiendo.streams.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.alerting.AlertingFixture.noon;
import static org.tiendo.streams.alerting.AlertingFixture.under;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Counts;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Verdict;

/** An indicator's verdict over each unit's subtree: by report, by the calendar, by a move and by a new version. */
class IndicatorAlertsTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate DUE = LocalDate.of(2024, 12, 31);
    private static final LocalDate DAY = LocalDate.of(2024, 7, 1);

    private final AlertingFixture stage = new AlertingFixture();

    @BeforeEach
    void placeUnits() {
        stage.place(noon(FROM), "province1");
        stage.place(noon(FROM), "province2");
        stage.place(noon(FROM), "ward1", under("province1"));
        stage.place(noon(FROM), "ward2", under("province1"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aReportTurnsTheVerdictOfEveryUnitAboveItBadAndGood() {
        // Given
        stage.indicator(indicator(target("all", "100", DUE)), FROM, noon(FROM));

        // When
        stage.figure("i", "ward1", 10, noon(DAY));
        stage.figure("i", "ward1", 90, noon(DAY.plusDays(1)));

        // Then
        assertThat(stage.alerts())
                .extracting(
                        TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getVerdict, TaskAlert::getClearedReason)
                .containsExactly(
                        tuple("indicator|i|ward1||2024-12-31|1", AlertState.RAISED, Verdict.OFF_TRACK, null),
                        tuple("indicator|i|province1||2024-12-31|1", AlertState.RAISED, Verdict.OFF_TRACK, null),
                        tuple("indicator|i|ward1||2024-12-31|1", AlertState.CLEARED, Verdict.ON_TRACK, "reported"),
                        tuple("indicator|i|province1||2024-12-31|1", AlertState.CLEARED, Verdict.ON_TRACK, "reported"));
    }

    @Test
    void theCalendarAloneTurnsItOffTrackAndThenMissedEachOnItsDay() {
        // Given 40 of 100, which is the pace of 26 May
        stage.indicator(indicator(target("ward", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 40, noon(FROM));
        assertThat(stage.alerts()).isEmpty();

        // When the clock jumps over all of it
        stage.mark(DUE.plusDays(40));

        // Then
        LocalDate offTrack = LocalDate.of(2024, 5, 27);
        assertThat(stage.sent())
                .extracting(
                        sent -> sent.alert().getState(),
                        sent -> sent.alert().getLevel(),
                        sent -> sent.alert().getVerdict(),
                        sent -> sent.alert().getRaisedOn(),
                        AlertingFixture.Sent::at)
                .containsExactly(
                        tuple(AlertState.RAISED, 1, Verdict.OFF_TRACK, offTrack, BusinessTime.startOf(offTrack)),
                        tuple(
                                AlertState.ESCALATED,
                                2,
                                Verdict.MISSED,
                                offTrack,
                                BusinessTime.startOf(DUE.plusDays(1))));
    }

    @Test
    void aUnitThatMovesTakesItsFigureAlongTheDayAfterItBecameKnown() {
        // Given
        stage.indicator(indicator(target("province", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));
        LocalDate moved = DAY.plusDays(5);

        // When
        stage.place(noon(moved), "ward1", under("province2"));
        stage.mark(moved);
        assertThat(stage.alerts()).hasSize(1);
        stage.mark(moved.plusDays(1));

        // Then
        assertThat(stage.sent())
                .extracting(
                        sent -> sent.alert().getUnitId(),
                        sent -> sent.alert().getState(),
                        sent -> sent.alert().getClearedReason(),
                        AlertingFixture.Sent::at)
                .containsExactlyInAnyOrder(
                        tuple("province1", AlertState.RAISED, null, noon(DAY)),
                        tuple("province1", AlertState.CLEARED, "moved", BusinessTime.startOf(moved.plusDays(1))),
                        tuple("province2", AlertState.RAISED, null, BusinessTime.startOf(moved.plusDays(1))));
    }

    @Test
    void aMoveThatIsReadTooLateForItsDayIsMadeGoodOnTheNext() {
        // Given
        stage.indicator(indicator(target("province", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));
        LocalDate moved = DAY.plusDays(5);
        stage.mark(moved.plusDays(1));

        // When
        stage.place(noon(moved), "ward1", under("province2"));
        stage.mark(moved.plusDays(2));
        stage.mark(moved.plusDays(3));

        // Then
        assertThat(stage.sent())
                .extracting(
                        sent -> sent.alert().getUnitId(), sent -> sent.alert().getState(), AlertingFixture.Sent::at)
                .containsExactlyInAnyOrder(
                        tuple("province1", AlertState.RAISED, noon(DAY)),
                        tuple("province1", AlertState.CLEARED, BusinessTime.startOf(moved.plusDays(2))),
                        tuple("province2", AlertState.RAISED, BusinessTime.startOf(moved.plusDays(2))));
    }

    @Test
    void aMoveDatedAheadTakesTheFigureAlongOnItsDay() {
        // Given a move in a month that is known from the beginning, and a good figure that stays behind
        LocalDate moved = DAY.plusMonths(1);
        stage.place(noon(FROM), "ward1", under("province1"), under("province2", moved));
        stage.indicator(indicator(target("province", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));
        stage.figure("i", "ward2", 50, noon(DAY));

        // When
        stage.mark(moved.minusDays(1));
        int before = stage.alerts().size();
        stage.mark(moved);

        // Then
        assertThat(stage.alerts().subList(before, stage.alerts().size()))
                .extracting(TaskAlert::getUnitId, TaskAlert::getState, TaskAlert::getRaisedOn)
                .contains(tuple("province2", AlertState.RAISED, moved));
    }

    @Test
    void aNewVersionClearsAsExtendedWhatItMakesGood() {
        // Given
        stage.indicator(indicator(target("all", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));

        // When the minimum falls, and then rises with a later due day
        stage.indicator(indicator(target("all", "10", DUE)), FROM, noon(DAY.plusDays(1)));
        stage.indicator(indicator(target("ward", "1000", DUE.plusYears(1))), FROM, noon(DAY.plusDays(2)));

        // Then
        assertThat(stage.alerts().subList(2, stage.alerts().size()))
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactlyInAnyOrder(
                        tuple("indicator|i|ward1||2024-12-31|1", AlertState.CLEARED, "extended"),
                        tuple("indicator|i|province1||2024-12-31|1", AlertState.CLEARED, "extended"),
                        tuple("indicator|i|ward1||2025-12-31|2", AlertState.RAISED, null));
    }

    @Test
    void everyUnitIsHeldToTheTargetOfItsScope() {
        // Given one ward with an easy target, the others with a hard one, and the province with none
        stage.indicator(indicator(target("ward", "100", DUE), target("ward2", "5", DUE)), FROM, noon(FROM));

        // When
        stage.figure("i", "ward1", 10, noon(DAY));
        stage.figure("i", "ward2", 10, noon(DAY));

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getUnitId).containsExactly("ward1");
    }

    @Test
    void thePlansDayOfIssueDecidesThePaceOnceItIsKnown() {
        // Given no day to begin with: a figure below the minimum is just that
        stage.indicator(indicator(target("ward", "100", DUE)), null, noon(FROM));
        stage.figure("i", "ward1", 60, noon(DAY));

        // When
        stage.indicator(indicator(target("ward", "100", DUE)), FROM, noon(DAY.plusDays(1)));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getState, TaskAlert::getVerdict)
                .containsExactly(tuple(AlertState.RAISED, Verdict.BELOW), tuple(AlertState.CLEARED, Verdict.ON_TRACK));
    }

    @Test
    void figuresAndVersionsThatAreSentAgainChangeNothing() {
        // Given
        Indicator indicator = indicator(target("all", "100", DUE));
        stage.indicator(indicator, FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));
        int before = stage.alerts().size();

        // When
        stage.figure("i", "ward1", 10, noon(DAY));
        stage.figure("i", "ward1", 10, noon(DAY.plusDays(1)));
        stage.indicator(indicator, FROM, noon(DAY.plusDays(2)));
        stage.mark(DAY.plusDays(3));
        stage.mark(DAY.plusDays(3));

        // Then
        assertThat(stage.alerts()).hasSize(before);
    }

    @Test
    void aReporterThatIsDroppedLeavesTheSumsAndClearsAsMoved() {
        // Given
        stage.indicator(indicator(target("all", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));
        stage.figure("i", "ward2", 60, noon(DAY));

        // When
        stage.figure("i", "ward1", Counts.ZERO, noon(DAY.plusDays(1)));

        // Then the province is on track with what is left
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getUnitId().equals("ward1"))
                .extracting(TaskAlert::getState, TaskAlert::getClearedReason)
                .containsExactly(tuple(AlertState.RAISED, null), tuple(AlertState.CLEARED, "moved"));
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getUnitId().equals("province1"))
                .extracting(TaskAlert::getState)
                .containsExactly(AlertState.RAISED, AlertState.CLEARED);
    }

    @Test
    void anIndicatorWhoseTaskIsCalledOffClearsAsCancelled() {
        // Given
        stage.indicator(indicator(target("all", "100", DUE)), FROM, noon(FROM));
        stage.figure("i", "ward1", 10, noon(DAY));

        // When
        stage.cancelledFigure("i", "ward1", noon(DAY.plusDays(1)));

        // Then
        assertThat(stage.alerts())
                .filteredOn(alert -> alert.getState() == AlertState.CLEARED)
                .extracting(TaskAlert::getUnitId, TaskAlert::getClearedReason)
                .contains(tuple("ward1", "cancelled"), tuple("province1", "cancelled"));
    }

    @Test
    void figuresThatComeBeforeTheIndicatorAreJudgedWhenItComes() {
        // Given
        stage.figure("i", "ward1", 10, noon(DAY));

        // When
        stage.indicator(indicator(target("ward", "100", DUE)), FROM, noon(DAY.plusDays(1)));

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getRaisedOn).containsExactly(DAY.plusDays(1));
    }

    private static Indicator indicator(Target... targets) {
        return Indicator.newBuilder()
                .setIndicatorId("i")
                .setPlanId("plan")
                .setCategoryId("category")
                .setMeasure(Measure.COUNT)
                .setTargets(List.of(targets))
                .build();
    }

    private static Target target(String scope, String minimum, LocalDate due) {
        return new Target(scope, new BigDecimal(minimum + ".00"), null, due);
    }
}
