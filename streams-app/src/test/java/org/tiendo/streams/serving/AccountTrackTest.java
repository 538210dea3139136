package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;
import org.tiendo.v1.Status;

class AccountTrackTest {
    private final ProgressReport report = Samples.report("r1", "t1", "u", Status.DONE);
    private final FakeAccounts accounts = new FakeAccounts();
    private final AccountTrack track =
            new AccountTrack(accounts, new Trail.Sent(report, "tiendo.progress", 2, 7, Samples.RECEIVED));

    /** A unit u with the units a, together with it, and b, elsewhere, below it. */
    private static final class FakeAccounts implements Accounts {
        @Nullable
        ProgressReport logged;

        @Nullable
        RejectedReport rejected;

        boolean parked;
        boolean away;
        Optional<Long> accepted = Optional.empty();
        long contributed;
        long ofUnit;
        final Map<String, Long> settled = new HashMap<>(Map.of("u", 0L, "a", 0L, "b", 0L));
        long counted;
        Set<String> subtree = new LinkedHashSet<>(List.of("u", "a", "b"));

        @Override
        public Optional<ProgressReport> logged(String taskId, String reportId) {
            return Optional.ofNullable(logged);
        }

        @Override
        public Optional<RejectedReport> rejection(Trail.Sent sent) {
            if (away) {
                throw new HeldElsewhere();
            }
            return Optional.ofNullable(rejected);
        }

        @Override
        public boolean isParked(Trail.Sent sent) {
            return parked;
        }

        @Override
        public Optional<Long> accepted(ProgressReport of) {
            return accepted;
        }

        @Override
        public long contributed(String taskId, String unitId) {
            return contributed;
        }

        @Override
        public long contributed(String unitId) {
            return ofUnit;
        }

        @Override
        public long settled(String unitId) {
            return settled.getOrDefault(unitId, 0L);
        }

        @Override
        public long counted(String unitId) {
            return counted;
        }

        @Override
        public Set<String> subtree(String unitId) {
            return subtree;
        }

        @Override
        public boolean areTogether(String unitId, String other) {
            return !unitId.equals("b");
        }
    }

    private void thenOnItsWay() {
        assertThat(track.look()).isInstanceOf(Standing.OnItsWay.class);
    }

    @Test
    void itShowsWhenEveryStageHasCountedIt() {
        // Given other reports: 10 of the unit's own, 5 of a and 20 of b, two of which are not counted yet
        accounts.ofUnit = 10;
        accounts.settled.putAll(Map.of("u", 10L, "a", 5L, "b", 20L));
        accounts.counted = 33;
        thenOnItsWay();

        // When / Then, stage by stage
        accounts.logged = report;
        thenOnItsWay();
        accounts.accepted = Optional.of(3L);
        accounts.contributed = 2;
        thenOnItsWay();
        accounts.contributed = 3;
        accounts.ofUnit = 11;
        thenOnItsWay();
        accounts.settled.put("u", 11L);
        thenOnItsWay();
        accounts.counted = 35;
        thenOnItsWay();
        accounts.counted = 36;
        assertThat(track.look()).isInstanceOf(Standing.Shown.class);
    }

    @Test
    void whatOthersAddMeanwhileNeitherHidesItNorStandsInForIt() {
        // Given
        accounts.logged = report;
        accounts.accepted = Optional.of(1L);
        accounts.contributed = 1;
        accounts.ofUnit = 1;
        accounts.settled.put("u", 1L);
        thenOnItsWay();

        // When b's reports are counted, and the unit's is not
        accounts.settled.put("b", 50L);
        accounts.counted = 50;

        // Then
        thenOnItsWay();

        // When b is always some ahead of what is counted, and a's later reports are counted
        accounts.settled.putAll(Map.of("b", 60L, "a", 9L));
        accounts.counted = 50 + 1 + 9;

        // Then
        thenOnItsWay();
        accounts.counted = 60 + 1;
        assertThat(track.look()).isInstanceOf(Standing.Shown.class);
    }

    @Test
    void anotherReportUnderItsIdIsNotThisOne() {
        // Given
        accounts.logged = Samples.report("r1", "t1", "u", Status.BLOCKED);
        accounts.accepted = Optional.of(1L);

        // When / Then
        thenOnItsWay();
    }

    @Test
    void whatWillNeverShowIsSaid() {
        // When / Then
        accounts.parked = true;
        assertThat(track.look()).isEqualTo(new Standing.NotToBeSeen(Standing.Reason.TASK_NOT_PUBLISHED));
        accounts.rejected = Samples.rejected(report, 7);
        assertThat(track.look()).isInstanceOf(Standing.Refused.class);
        accounts.away = true;
        assertThat(track.look()).isEqualTo(new Standing.NotToBeSeen(Standing.Reason.HELD_ELSEWHERE));
    }

    @Test
    void aUnitThatIsNotInTheTreeHasNoAnswersToShowIt() {
        // Given
        accounts.logged = report;
        accounts.accepted = Optional.of(1L);
        accounts.subtree = Set.of();

        // When / Then
        assertThat(track.look()).isEqualTo(new Standing.NotToBeSeen(Standing.Reason.UNIT_NOT_PUBLISHED));
    }
}
