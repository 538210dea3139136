package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.deadline.Judgement;
import org.tiendo.streams.deadline.Judgement.Standing;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskAlert;

class AlertRulesTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final LocalDate DUE = LocalDate.of(2024, 2, 29);
    private static final AlertRules.Subject SUBJECT = new AlertRules.Subject("t", "u", "plan");

    private final AlertRules rules = new AlertRules(AlertPolicy.USUAL);
    private final OccurrenceState occurrence = OccurrenceState.newBuilder().build();

    @Test
    void aReminderIsRaisedOnceAndGoesUpOnItsDays() {
        assertThat(open(DUE.minusDays(31))).isEmpty();
        assertThat(open(DUE.minusDays(30)))
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getLevel, TaskAlert::getRaisedOn)
                .containsExactly(tuple("due-soon|t|u||2024-02-29|1", AlertState.RAISED, 1, LocalDate.of(2024, 1, 30)));
        assertThat(open(DUE.minusDays(29))).isEmpty();
        assertThat(open(DUE.minusDays(7)))
                .extracting(TaskAlert::getState, TaskAlert::getLevel)
                .containsExactly(tuple(AlertState.ESCALATED, 2));
        assertThat(open(DUE.minusDays(1)))
                .extracting(TaskAlert::getState, TaskAlert::getLevel)
                .containsExactly(tuple(AlertState.ESCALATED, 3));
        assertThat(open(DUE)).isEmpty();
    }

    @Test
    void ofRemindersThatAreLateOnlyTheNewestIsSentAndOfOverdueAlertsEachOne() {
        assertThat(open(DUE.minusDays(1)))
                .extracting(TaskAlert::getKind, TaskAlert::getState, TaskAlert::getLevel)
                .containsExactly(tuple("due-soon", AlertState.RAISED, 3));
        assertThat(open(DUE.plusDays(45)))
                .extracting(TaskAlert::getKind, TaskAlert::getState, TaskAlert::getLevel, TaskAlert::getDaysOverdue)
                .containsExactly(
                        tuple("overdue", AlertState.RAISED, 1, 45),
                        tuple("overdue", AlertState.ESCALATED, 2, 45),
                        tuple("overdue", AlertState.ESCALATED, 3, 45));
    }

    @Test
    void whatIsDoneExtendedDroppedOrCancelledClearsAnAlertAndSaysWhich() {
        assertThat(reasonAfter(situation(judged(DUE, Status.DONE), false))).isEqualTo("done");
        assertThat(reasonAfter(situation(judged(DUE.plusDays(300), Status.BLOCKED), false)))
                .isEqualTo("extended");
        assertThat(reasonAfter(situation(judged(null, Status.BLOCKED), false))).isEqualTo("extended");
        assertThat(reasonAfter(situation(null, false))).isEqualTo("moved");
        assertThat(reasonAfter(situation(null, true))).isEqualTo("cancelled");
        assertThat(reasonAfter(situation(judged(DUE, Status.BLOCKED), false))).isNull();
    }

    @Test
    void anIdIsNotUsedAgainWhenATaskComesBackToADueDayThatItHad() {
        // Given an overdue task that was extended
        open(DUE.plusDays(1));
        LocalDate later = DUE.plusYears(1);
        rules.update(occurrence, SUBJECT, situation(judged(later, Status.BLOCKED), false));

        // When the extension is taken back
        List<TaskAlert> changed = rules.update(occurrence, SUBJECT, situation(judged(DUE, Status.BLOCKED), false));

        // Then
        assertThat(changed)
                .extracting(TaskAlert::getAlertId, TaskAlert::getState, TaskAlert::getEpisode)
                .startsWith(tuple("overdue|t|u||2024-02-29|2", AlertState.RAISED, 2));
    }

    @Test
    void clearingsComeBeforeWhatTheSameCauseRaises() {
        // Given
        open(DUE.plusDays(1));

        // When
        LocalDate day = DUE.plusDays(60);
        List<TaskAlert> changed = rules.update(
                occurrence,
                SUBJECT,
                new AlertRules.Situation(judged(day.plusDays(2), Status.BLOCKED), false, false, day));

        // Then
        assertThat(changed)
                .extracting(TaskAlert::getKind, TaskAlert::getState, TaskAlert::getDue)
                .containsExactly(
                        tuple("overdue", AlertState.CLEARED, DUE),
                        tuple("due-soon", AlertState.RAISED, day.plusDays(2)));
    }

    @Test
    void aPausedTaskRaisesNothingAndStillHearsOfItsEnd() {
        // Given
        open(DUE.plusDays(1));
        Judgement late = judged(DUE, Status.BLOCKED);

        // Then
        assertThat(rules.update(occurrence, SUBJECT, new AlertRules.Situation(late, false, true, DUE.plusDays(30))))
                .isEmpty();
        assertThat(rules.update(
                        occurrence,
                        SUBJECT,
                        new AlertRules.Situation(judged(DUE, Status.DONE), false, true, DUE.plusDays(30))))
                .extracting(TaskAlert::getClearedReason)
                .containsExactly("done");
    }

    @Test
    void anAlertOfARecurringTaskNamesItsPeriod() {
        occurrence.setPeriod("2024-02");
        assertThat(open(DUE.plusDays(1)))
                .extracting(TaskAlert::getAlertId, TaskAlert::getPeriod)
                .containsExactly(tuple("overdue|t|u|2024-02|2024-02-29|1", "2024-02"));
    }

    @Test
    void olderEpisodesAreForgottenOnceTheirAlertsAreCleared() {
        for (int episode = 1; episode <= 20; episode++) {
            occurrence.setEpisode(episode);
            open(DUE.plusDays(1));
            rules.update(occurrence, SUBJECT, situation(judged(DUE, Status.DONE), false));
        }
        assertThat(occurrence.getAlerts()).extracting(TaskAlert::getEpisode).containsExactly(20);
    }

    /** What an open task's alerts come to on a day. */
    private List<TaskAlert> open(LocalDate day) {
        return rules.update(
                occurrence, SUBJECT, new AlertRules.Situation(judged(DUE, Status.IN_PROGRESS), false, false, day));
    }

    private String reasonAfter(AlertRules.Situation situation) {
        OccurrenceState overdue = OccurrenceState.newBuilder().build();
        rules.update(
                overdue,
                SUBJECT,
                new AlertRules.Situation(judged(DUE, Status.IN_PROGRESS), false, false, DUE.plusDays(1)));
        return rules.update(overdue, SUBJECT, situation).stream()
                .filter(alert -> alert.getState() == AlertState.CLEARED)
                .map(TaskAlert::getClearedReason)
                .findFirst()
                .orElse(null);
    }

    private static AlertRules.Situation situation(Judgement judgement, boolean cancelled) {
        return new AlertRules.Situation(judgement, cancelled, false, DUE.plusDays(2));
    }

    private static Judgement judged(LocalDate due, Status status) {
        return new Judgement(status, "bucket", due, Standing.WITHOUT_DEADLINE);
    }
}
