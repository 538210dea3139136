package org.tiendo.streams.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.internal.VerdictState;
import org.tiendo.streams.alerting.VerdictAlerts.Cause;
import org.tiendo.streams.kpi.VerdictDays.Standing;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskAlert;
import org.tiendo.v1.Verdict;

class ClearedVerdictAlertTest {
    private static final LocalDate DUE = LocalDate.of(2024, 12, 31);

    static {
        TrustedClasses.addContracts();
    }

    @Test
    void aClearedAlertTellsTheDaysPastDueOnTheDayItWasCleared() {
        // Given a target that was missed
        VerdictState state = VerdictState.newBuilder()
                .setCounts(Counts.of(Count.UNITS_EXPECTED, 1).toList())
                .build();
        give(state, Verdict.MISSED, DUE.plusDays(1));

        // When it is met late
        List<TaskAlert> changed = give(state, Verdict.MET_MINIMUM, DUE.plusDays(20));

        // Then
        assertThat(changed).extracting(TaskAlert::getDaysOverdue).containsExactly(20);
    }

    private static List<TaskAlert> give(VerdictState state, Verdict verdict, LocalDate day) {
        Target target = new Target("all", new BigDecimal("80.00"), null, DUE);
        return VerdictAlerts.update(
                state, new VerdictAlerts.Subject("i", "u", "plan"), new Standing(target, verdict), day, Cause.REPORTED);
    }
}
