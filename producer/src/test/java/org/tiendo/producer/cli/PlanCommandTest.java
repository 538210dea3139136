package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.TaskDefinition;

class PlanCommandTest extends PlanCommandRig {
    @Test
    void extendPublishesANewVersionWithWhoAndWhy() {
        // When
        int exitCode = run("extend", "lam-dong.t-001", "--due", "2025-12-31", "--reason", "CV 12/2025");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly("lam-dong.t-001: version 2 published, by lan", "  due: 2025-06-30 -> 2025-12-31");
        assertThat(newest().getDeadline().getDue()).isEqualTo(LocalDate.of(2025, 12, 31));
        assertThat(newest().getDeadline().getKind()).isEqualTo(DeadlineKind.BY_QUARTER);
        assertThat(newest().getChangedBy()).isEqualTo("lan");
        assertThat(newest().getChangeReason()).isEqualTo("CV 12/2025");
        assertThat(sent().key()).isEqualTo("lam-dong.t-001");
    }

    @Test
    void aTaskIsNotExtendedForNoReason() {
        // Then
        assertThat(run("extend", "lam-dong.t-001", "--due", "2025-12-31")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required option: '--reason=TEXT'");
        assertThat(run("extend", "lam-dong.t-001", "--due", "2025-12-31", "--reason", " "))
                .isEqualTo(2);
        assertThat(err.toString()).contains("the reason must not be blank");
        nothingIsSent();
    }

    @Test
    void whatDoesNotFitIsBadInputAndNotPublished() {
        // When
        int exitCode = run("extend", "lam-dong.t-003", "--due", "2025-12-31", "--reason", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("tiendo plan extend: lam-dong.t-003: it has no due day to extend"
                        + " (its deadline is ONGOING)");
        nothingIsSent();
    }

    @Test
    void anUnknownTaskIsBadInputThatNamesTheNearest() {
        // When
        int exitCode = run("cancel", "lam-dong.t-02", "--reason", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString())
                .contains("there is no task lam-dong.t-02. Did you mean lam-dong.t-002,")
                .contains("lam-dong.t-001");
        nothingIsSent();
    }

    @Test
    void whoIsSaidOrTheUserOfThisMachine() {
        // When
        run("pause", "lam-dong.t-001", "--reason", "r", "--by", "Văn phòng");

        // Then
        assertThat(newest().getChangedBy()).isEqualTo("Văn phòng");
        assertThat(newest().getPaused()).isTrue();
    }

    @Test
    void nobodyChangesATaskWithoutAName() {
        // Given
        environment.put("USER", "?");

        // When
        int exitCode = run("pause", "lam-dong.t-001", "--reason", "r");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("give --by WHO");
        nothingIsSent();
    }

    @Test
    void resumeLetsTheClockGoOn() {
        // Given
        publish(TaskDefinition.newBuilder(task("lam-dong.t-004", Deadline.newBuilder()))
                .setPaused(true)
                .build());

        // When
        int exitCode = run("resume", "lam-dong.t-004", "--reason", "the flood is over");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getPaused()).isFalse();
        assertThat(out.toString()).contains("  paused: yes -> no");
    }

    @Test
    void cancelCallsTheTaskOff() {
        // When
        int exitCode = run("cancel", "lam-dong.t-003", "--reason", "merged into t-001");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getCancelled()).isTrue();
    }

    @Test
    void showTellsHowTheTaskCameToBeWhatItIs() {
        // Given
        publish(TaskDefinition.newBuilder(task(
                        "lam-dong.t-001",
                        Deadline.newBuilder().setKind(DeadlineKind.BY_QUARTER).setDue(LocalDate.of(2025, 12, 31))))
                .setPaused(true)
                .setChangedBy("lan")
                .setChangeReason("CV 12/2025")
                .build());

        // When
        int exitCode = run("show", "lam-dong.t-001");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines().map(String::strip))
                .startsWith("lam-dong.t-001  PAUSED", "title (vi)    Việc")
                .contains(
                        "units         ban-dan-van",
                        "deadline      BY_QUARTER (it is due on 2025-12-31)",
                        "first due     2025-06-30",
                        "due: 2025-06-30 -> 2025-12-31",
                        "paused: no -> yes")
                .anyMatch(line -> line.startsWith("1  2025-07-01 01:00  partition "))
                .anyMatch(line ->
                        line.startsWith("2  2025-07-01 01:00  partition ") && line.endsWith("by lan: CV 12/2025"));
        nothingIsSent();
    }

    @Test
    void kafkaOutOfReachFailsInOneLine() {
        // Given
        CommandContext unreachable = new CommandContext(
                environment, Clock.fixed(NOW, ZoneOffset.UTC), connection -> broker.producer(), settings -> {
                    throw new TimeoutException("no metadata");
                });

        // When
        int exitCode = run(unreachable, "show", "lam-dong.t-001");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("tiendo plan show: Kafka at nowhere:9092 did not answer in time");
    }

    @Test
    void planPublishIsPublishPlan() {
        // When
        int exitCode = run("publish", "--check", "../plans/tien-lang-28nq.yaml");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString()).contains("tien-lang-28nq: 8 units, 2 indicators, 45 tasks: sound");
        assertThat(run("publish", "--check", "nowhere.yaml")).isEqualTo(2);
        assertThat(err.toString()).startsWith("tiendo plan publish: ");
    }

    @Test
    void everyCommandExplainsItself() {
        for (String command : List.of("publish", "show", "trigger", "extend", "assign", "pause", "resume", "cancel")) {
            // Then
            assertThat(run(command, "--help")).isZero();
            assertThat(out.toString()).contains("Usage: tiendo plan " + command);
        }
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand");
    }
}
