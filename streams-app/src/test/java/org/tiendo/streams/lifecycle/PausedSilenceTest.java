package org.tiendo.streams.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tiendo.streams.lifecycle.LifecycleFixture.DAY;
import static org.tiendo.streams.lifecycle.LifecycleFixture.dueOn;
import static org.tiendo.streams.lifecycle.LifecycleFixture.task;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.TaskAlert;

class PausedSilenceTest {
    private static final LocalDate SILENT_FROM = DAY.plusDays(93);

    private final LifecycleFixture stage = new LifecycleFixture();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aPauseLeavesAUnitsSilenceAsItIs() {
        // Given
        stage.publish(task("t", ongoing(), "u").build(), DAY);
        stage.tick(SILENT_FROM);

        // When
        stage.publish(task("t", ongoing(), "u").setPaused(true).build(), SILENT_FROM);

        // Then
        assertThat(stage.alerts()).extracting(TaskAlert::getState).containsExactly(AlertState.RAISED);
    }

    @Test
    void aPausedTaskThatGetsADueDayIsNoLongerSilent() {
        // Given
        stage.publish(task("t", ongoing(), "u").build(), DAY);
        stage.tick(SILENT_FROM);
        stage.publish(task("t", ongoing(), "u").setPaused(true).build(), SILENT_FROM);

        // When
        stage.publish(
                task("t", dueOn(SILENT_FROM.plusYears(1)), "u").setPaused(true).build(), SILENT_FROM.plusDays(1));

        // Then
        assertThat(stage.alerts())
                .extracting(TaskAlert::getKind, TaskAlert::getState, TaskAlert::getClearedReason)
                .endsWith(tuple("silent", AlertState.CLEARED, "extended"));
    }

    private static Deadline ongoing() {
        return Deadline.newBuilder().setKind(DeadlineKind.ONGOING).build();
    }
}
