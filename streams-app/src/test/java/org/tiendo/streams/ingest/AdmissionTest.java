package org.tiendo.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.Source;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;

class AdmissionTest {
    private static final Instant RECEIVED = Instant.parse("2025-10-01T00:00:00Z");

    @BeforeAll
    static void trustContracts() {
        TrustedClasses.addContracts();
    }

    @Test
    void aTickThatIsYearsAheadOfItsRecordIsADeadLetter() {
        // Given
        Instant usual = RECEIVED.plus(Duration.ofDays(400));
        Instant mistaken = Instant.parse("9999-01-01T00:00:00Z");

        // Then
        assertThat(Admission.tick(decoded(new ClockTick(usual)), null)).isEqualTo(new Ingested.Tick(usual));
        assertThat(refusal(Admission.tick(decoded(new ClockTick(mistaken)), null)))
                .isEqualTo("FAR_AHEAD");
    }

    @ParameterizedTest
    @CsvSource({"2005-10-01, ''", "2005-09-30, BAD_DEFINITION", "2030-01-01, ''"})
    void aRecurringTaskBeginsAtMostTwentyYearsAgo(LocalDate from, String code) {
        // Given
        Deadline deadline = Deadline.newBuilder()
                .setKind(DeadlineKind.RECURRING)
                .setRecurrence(Recurrence.MONTHLY)
                .setFrom(from)
                .build();

        // Then
        assertThat(refusal(Admission.definition(decoded(task(deadline)), "t"))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-1, BAD_DEFINITION", "0, ''", "10000, ''", "10001, BAD_DEFINITION"})
    void workingDaysAfterATriggerAreBounded(int days, String code) {
        // Given
        Deadline deadline = Deadline.newBuilder()
                .setKind(DeadlineKind.CONDITIONAL)
                .setWorkingDaysAfterTrigger(days)
                .build();

        // Then
        assertThat(refusal(Admission.definition(decoded(task(deadline)), "t"))).isEqualTo(code);
    }

    private static TaskDefinition task(Deadline deadline) {
        return TaskDefinition.newBuilder()
                .setTaskId("t")
                .setPlanId("p")
                .setCategoryId("c")
                .setAssignments(List.of("u"))
                .setDeadline(deadline)
                .build();
    }

    private static <T extends SpecificRecord> Decoded<T> decoded(T value) {
        return new Decoded<>(value, new byte[0], new byte[0], new Source("topic", 0, 0L, RECEIVED));
    }

    /** The code of a dead letter, empty for what may enter. */
    private static @Nullable String refusal(Ingested ingested) {
        return ingested instanceof Ingested.Refused refused
                ? refused.deadLetter().code()
                : "";
    }
}
