package org.tiendo.streams.serving;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.RejectedReport;

/**
 * Says exactly when a report shows, by the account of accepted reports (those in force and those superseded). Each stage keeps
 * one; it only grows; it changes together with the figures, and in what rollup sends on it comes behind them. Reports
 * received would not do: a timer that fires before a report is judged tells of its coming.
 *
 * <ol>
 *   <li>Lifecycle has logged the report, and has accepted so many of its assignment.
 *   <li>Rollup has heard of as many from the assignment; so many, then, has it heard of for the unit altogether.
 *   <li>Rollup has settled as many for the unit, and then so many for all units of the subtree that it keeps together with
 *       it, whose changes travel in one order.
 *   <li>The scorecard counts as many for the subtree, less all that is settled for the subtree's other units.
 * </ol>
 *
 * <p>What is taken off is read last, when it can have grown and is then too much: the answer may be late, and never early.
 * (While a unit is being moved in or out below, the units may not be those that the scorecard counts, for a moment.)
 *
 * <p>{@code dataThrough} would say the same, up to a minute later: it waits for partitions in which nothing happens.
 */
final class AccountTrack implements Trail.Track {
    private final Accounts accounts;
    private final Trail.Sent sent;
    private final ProgressReport report;

    private @Nullable Long accepted;
    private @Nullable Long ofUnit;
    private @Nullable Long together;

    AccountTrack(Accounts accounts, Trail.Sent sent) {
        this.accounts = accounts;
        this.sent = sent;
        this.report = sent.report();
    }

    @Override
    public Standing look() {
        try {
            return accepted == null ? lookAtLifecycle() : lookAtTotals();
        } catch (Accounts.HeldElsewhere e) {
            return new Standing.NotToBeSeen(Standing.Reason.HELD_ELSEWHERE);
        }
    }

    private Standing lookAtLifecycle() {
        Optional<RejectedReport> rejected = accounts.rejection(sent);
        if (rejected.isPresent()) {
            return new Standing.Refused(rejected.get());
        }
        if (accounts.isParked(sent)) {
            return new Standing.NotToBeSeen(Standing.Reason.TASK_NOT_PUBLISHED);
        }
        accepted = accounts.logged(report.getTaskId(), report.getReportId())
                .filter(report::equals)
                .flatMap(accounts::accepted)
                .orElse(null);
        return accepted == null ? new Standing.OnItsWay() : lookAtTotals();
    }

    private Standing lookAtTotals() {
        Set<String> subtree = accounts.subtree(report.getUnitId());
        if (subtree.isEmpty()) {
            return new Standing.NotToBeSeen(Standing.Reason.UNIT_NOT_PUBLISHED);
        }
        return isSettled() && isCounted(subtree) ? new Standing.Shown() : new Standing.OnItsWay();
    }

    private boolean isSettled() {
        String unitId = report.getUnitId();
        if (ofUnit == null && accepted != null && accounts.contributed(report.getTaskId(), unitId) >= accepted) {
            ofUnit = accounts.contributed(unitId);
        }
        return ofUnit != null && accounts.settled(unitId) >= ofUnit;
    }

    private boolean isCounted(Set<String> subtree) {
        Map<Boolean, List<String>> units = subtree.stream()
                .collect(Collectors.partitioningBy(unit -> accounts.areTogether(unit, report.getUnitId())));
        if (together == null) {
            together = settled(units.getOrDefault(true, List.of()));
        }
        long counted = accounts.counted(report.getUnitId());
        return counted - settled(units.getOrDefault(false, List.of())) >= together;
    }

    private long settled(List<String> units) {
        return units.stream().mapToLong(accounts::settled).sum();
    }
}
