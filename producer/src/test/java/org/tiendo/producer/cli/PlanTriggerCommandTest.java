package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;

class PlanTriggerCommandTest extends PlanCommandRig {
    @Test
    void triggerSaysWhenTheTaskIsDueByTheWorkingCalendar() {
        // When
        int exitCode = run("trigger", "lam-dong.t-002", "--on", "2025-04-25");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getDeadline().getTriggeredOn()).isEqualTo(LocalDate.of(2025, 4, 25));
        // 30 April and 1 May are holidays; 2 May was off, and Saturday 26 April worked in exchange.
        assertThat(out.toString())
                .contains("it is due on 2025-05-13: 10 working days after 2025-04-25 by working calendar ")
                .doesNotContain("warning");
    }

    @Test
    void triggerWarnsWhereTheCalendarDoesNotKnowTheYear() {
        // When
        int exitCode = run("trigger", "lam-dong.t-002", "--on", "2021-12-30");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("it is due on ")
                .contains("warning: the calendar does not know the holidays of all years from 2021 to 2022");
    }

    @Test
    void aTriggerMayBringItsDueDay() {
        // When
        int exitCode = run("trigger", "lam-dong.t-002", "--on", "2025-06-30", "--due", "2025-09-30");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("it is due on 2025-09-30").doesNotContain("working days after");
    }

    @Test
    void aDueDayThatIsPastWhenTheTriggerComesIsWarnedOf() {
        // Given
        publish(
                "lam-dong.t-005",
                Deadline.newBuilder()
                        .setKind(DeadlineKind.CONDITIONAL)
                        .setCondition("the decree")
                        .setDue(LocalDate.of(2023, 12, 31)));

        // When
        int exitCode = run("trigger", "lam-dong.t-005", "--on", "2025-06-30");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("it is due on 2023-12-31", "warning: that is before its trigger on 2025-06-30");
    }

    @Test
    void todayIsVietnamsOrThatOfTheRecord() {
        // Then
        assertThat(run("trigger", "lam-dong.t-002", "--on", "2025-07-02")).isEqualTo(2);
        assertThat(err.toString()).contains("2025-07-02 lies ahead, today is 2025-07-01");
        assertThat(run("trigger", "lam-dong.t-002", "--on", "2025-07-01", "--at", "2025-06-30T16:59:59Z"))
                .isEqualTo(2);
        nothingIsSent();
        assertThat(run("trigger", "lam-dong.t-002", "--on", "2025-06-30", "--at", "2025-06-30T16:59:59Z"))
                .isZero();
        assertThat(sent().timestamp())
                .isEqualTo(Instant.parse("2025-06-30T16:59:59Z").toEpochMilli());
    }
}
