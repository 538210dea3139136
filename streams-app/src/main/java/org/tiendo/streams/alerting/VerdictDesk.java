package org.tiendo.streams.alerting;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.contract.Ids;
import org.tiendo.internal.CountedFigure;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.VerdictState;
import org.tiendo.internal.WatchedIndicator;
import org.tiendo.streams.alerting.VerdictAlerts.Cause;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.streams.kpi.IndicatorView;
import org.tiendo.streams.kpi.VerdictDays;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskAlert;

/**
 * Follows what every indicator stands at over every unit's subtree, figure by figure in the order of the lifecycle
 * partition that sends them. The scorecard's rows would not do: they are settled by the machine's clock, so a verdict
 * between two settles is never seen there, and another one is not seen when history is read again.
 */
final class VerdictDesk {
    private final AlertingStores stores;
    private final PathHistory history;
    private final AlertSink sink;

    VerdictDesk(AlertingStores stores, PathHistory history, AlertSink sink) {
        this.stores = stores;
        this.history = history;
        this.sink = sink;
    }

    /** Takes over a version of an indicator. */
    void publish(IndicatorState state, Instant time) {
        String indicatorId = state.getDefinition().getIndicatorId();
        WatchedIndicator watched = open(indicatorId, state.getPartition());
        Instant at = fireUpTo(watched, indicatorId, time);
        watched.setIndicator(state);
        judgeAll(watched, indicatorId, Set.of(), Cause.EXTENDED, at);
        stores.watched().put(indicatorId, watched);
    }

    /** Takes over what one reporter adds. */
    void count(IndicatorFigure figure, Instant time) {
        String indicatorId = figure.getIndicatorId();
        WatchedIndicator watched = open(indicatorId, figure.getPartition());
        Instant at = fireUpTo(watched, indicatorId, time);
        String key = Ids.join(indicatorId, figure.getUnitId());
        CountedFigure before = stores.figures().get(key);
        Counts counts = Counts.of(figure.getCounts());
        Set<String> touched = recount(indicatorId, figure.getUnitId(), before, counts, at);
        Cause cause = causeOf(figure, expected(before) != counts.get(Count.UNITS_EXPECTED));
        for (String unitId : touched) {
            judge(watched, indicatorId, unitId, cause, at);
        }
        stores.watched().put(indicatorId, watched);
    }

    private static Cause causeOf(IndicatorFigure figure, boolean reportersChanged) {
        if (figure.getCancelled()) {
            return Cause.CANCELLED;
        }
        return reportersChanged ? Cause.MOVED : Cause.REPORTED;
    }

    private static long expected(@Nullable CountedFigure figure) {
        return figure == null ? 0 : Counts.of(figure.getCounts()).get(Count.UNITS_EXPECTED);
    }

    /** Gives every verdict of a partition's indicators that the calendar or the tree changes up to a day. */
    void fire(int partition, LocalDate day) {
        for (KeyValue<String, WatchedIndicator> entry : watchedOf(partition)) {
            fireUpTo(entry.value, entry.key, BusinessTime.startOf(day));
            stores.watched().put(entry.key, entry.value);
        }
    }

    private List<KeyValue<String, WatchedIndicator>> watchedOf(int partition) {
        List<KeyValue<String, WatchedIndicator>> found = new ArrayList<>();
        try (KeyValueIterator<String, WatchedIndicator> entries =
                stores.watched().all()) {
            entries.forEachRemaining(entry -> {
                if (entry.value.getPartition() == partition) {
                    found.add(entry);
                }
            });
        }
        return found;
    }

    private WatchedIndicator open(String indicatorId, int partition) {
        WatchedIndicator known = stores.watched().get(indicatorId);
        return known == null
                ? WatchedIndicator.newBuilder().setPartition(partition).build()
                : known;
    }

    /**
     * Fires what is due before an instant, each on its own day.
     *
     * @return the instant, or the day up to which verdicts were given already if that is later
     */
    private Instant fireUpTo(WatchedIndicator watched, String indicatorId, Instant time) {
        LocalDate day = BusinessTime.dayOf(time);
        LocalDate judgedOn = watched.getJudgedOn();
        if (judgedOn != null && judgedOn.isAfter(day)) {
            return BusinessTime.startOf(judgedOn);
        }
        if (judgedOn != null && judgedOn.isBefore(day)) {
            Set<LocalDate> moves = movesBetween(judgedOn, day);
            LocalDate reached = judgedOn;
            for (LocalDate next = next(watched, moves, reached);
                    next != null && !next.isAfter(day);
                    next = next(watched, moves, reached)) {
                Instant at = BusinessTime.startOf(next);
                Set<String> moved = moves.contains(next) ? recountAll(indicatorId, at) : Set.of();
                judgeAll(watched, indicatorId, moved, Cause.REPORTED, at);
                reached = next;
            }
        }
        watched.setJudgedOn(day);
        return time;
    }

    /** A change of the tree that was read too late for the last day is made good on the day after. */
    private Set<LocalDate> movesBetween(LocalDate judgedOn, LocalDate day) {
        Set<LocalDate> moves = new HashSet<>(history.changesBetween(judgedOn.minusDays(1), day));
        if (moves.remove(judgedOn)) {
            moves.add(judgedOn.plusDays(1));
        }
        return moves;
    }

    private static @Nullable LocalDate next(WatchedIndicator watched, Set<LocalDate> moves, LocalDate reached) {
        return Stream.concat(Stream.ofNullable(watched.getNextTimer()), moves.stream())
                .filter(day -> day.isAfter(reached))
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private Set<String> recountAll(String indicatorId, Instant at) {
        Set<String> touched = new LinkedHashSet<>();
        for (KeyValue<String, CountedFigure> entry : ofIndicator(stores.figures(), indicatorId)) {
            String unitId = entry.key.substring(indicatorId.length() + 1);
            touched.addAll(recount(indicatorId, unitId, entry.value, Counts.of(entry.value.getCounts()), at));
        }
        return touched;
    }

    /** Takes a figure out of the sums that it was in and adds it where it belongs now; returns whose sums changed. */
    private Set<String> recount(
            String indicatorId, String unitId, @Nullable CountedFigure before, Counts counts, Instant at) {
        List<String> ancestors = history.ancestors(unitId, at);
        Counts old = before == null ? Counts.ZERO : Counts.of(before.getCounts());
        List<String> oldAncestors = before == null ? List.of() : List.copyOf(before.getAncestors());
        if (old.equals(counts) && oldAncestors.equals(ancestors)) {
            return Set.of();
        }
        Set<String> touched = new LinkedHashSet<>(oldAncestors);
        touched.addAll(ancestors);
        for (String ancestor : touched) {
            Counts delta = Counts.ZERO;
            delta = oldAncestors.contains(ancestor) ? delta.minus(old) : delta;
            delta = ancestors.contains(ancestor) ? delta.plus(counts) : delta;
            add(Ids.join(indicatorId, ancestor), delta);
        }
        stores.figures().put(Ids.join(indicatorId, unitId), new CountedFigure(counts.toList(), ancestors));
        return touched;
    }

    private void add(String key, Counts delta) {
        VerdictState state = stores.verdicts().get(key);
        VerdictState now = state == null
                ? VerdictState.newBuilder().setCounts(Counts.ZERO.toList()).build()
                : state;
        now.setCounts(Counts.of(now.getCounts()).plus(delta).toList());
        stores.verdicts().put(key, now);
    }

    private void judgeAll(
            WatchedIndicator watched, String indicatorId, Set<String> moved, Cause otherwise, Instant at) {
        watched.setNextTimer(null);
        for (KeyValue<String, VerdictState> entry : ofIndicator(stores.verdicts(), indicatorId)) {
            String unitId = entry.key.substring(indicatorId.length() + 1);
            judge(watched, indicatorId, unitId, moved.contains(unitId) ? Cause.MOVED : otherwise, at);
        }
    }

    private void judge(WatchedIndicator watched, String indicatorId, String unitId, Cause cause, Instant at) {
        IndicatorState indicator = watched.getIndicator();
        String key = Ids.join(indicatorId, unitId);
        VerdictState state = stores.verdicts().get(key);
        if (indicator == null || state == null) {
            return;
        }
        Indicator definition = indicator.getDefinition();
        String kind = history.knownAt(unitId, at)
                .map(path -> path.getUnit().getKind())
                .orElse("");
        VerdictDays days = new VerdictDays(
                new IndicatorView(definition, indicator.getPlanIssued(), unitId, kind), Counts.of(state.getCounts()));
        LocalDate day = BusinessTime.dayOf(at);
        List<TaskAlert> changed = VerdictAlerts.update(
                state,
                new VerdictAlerts.Subject(indicatorId, unitId, definition.getPlanId()),
                days.on(day),
                day,
                cause);
        stores.verdicts().put(key, state);
        changed.forEach(alert -> sink.send(alert, at));
        watched.setNextTimer(earlier(watched.getNextTimer(), days.nextChangeAfter(day)));
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, Optional<LocalDate> other) {
        return Stream.concat(Stream.ofNullable(one), other.stream())
                .min(LocalDate::compareTo)
                .orElse(null);
    }

    private static <V> List<KeyValue<String, V>> ofIndicator(KeyValueStore<String, V> store, String indicatorId) {
        List<KeyValue<String, V>> found = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = store.range(Keys.first(indicatorId), Keys.last(indicatorId))) {
            entries.forEachRemaining(found::add);
        }
        return found;
    }
}
