package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanAssignCommandTest extends PlanCommandRig {
    @Test
    void assigningACollectiveUnitMeansItsMembers() {
        // When
        int exitCode = run("assign", "--add", "ubnd", "lam-dong.t-001", "--drop", "ban-dan-van", "--add", "phuong-xa");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getAssignments()).containsExactly("ubnd", "phuong-01", "phuong-02");
        assertThat(newest().getChangeReason()).isNull();
        assertThat(out.toString()).contains("  units: ban-dan-van -> ubnd, phuong-01, phuong-02");
    }

    @Test
    void severalUnitsMayBeNamedAtOnceAndUnknownOnesAreWarnedOf() {
        // When
        int exitCode = run("assign", "lam-dong.t-001", "--unit", "ubnd", "ban-dan-von");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(newest().getAssignments()).containsExactly("ubnd", "ban-dan-von");
        assertThat(out.toString())
                .contains("warning: no unit ban-dan-von is published; did you mean ban-dan-van?")
                .doesNotContain("no unit ubnd");
    }

    @Test
    void assignTakesEitherAllUnitsOrChanges() {
        // Then
        assertThat(run("assign", "lam-dong.t-001")).isEqualTo(2);
        assertThat(run("assign", "lam-dong.t-001", "--unit", "ubnd", "--drop", "ban-dan-van"))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith("give either --unit, or --add and --drop"));
        nothingIsSent();
    }
}
