package org.tiendo.streams.rollup;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.Contribution;
import org.tiendo.internal.UnitFacts;
import org.tiendo.internal.UnitPath;
import org.tiendo.streams.contract.Keys;

/**
 * Rolls contributions up. A change is first kept as pending, then settled: added to the unit's own totals and sent to every
 * unit above it. What a unit has been counted for where is always in the stores, with the changes that are not sent yet, so
 * under exactly-once a crash at any point neither loses nor doubles one; what is in memory is made again from the stores.
 */
final class RollupProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    /**
     * How much is done at a time.
     *
     * @param changesPerSlice after so many changes a call stops; some 50 ms of work, and a small part of a transaction
     * @param mostPending with more changes than this waiting, records wait too; bounds memory when a whole history is
     *     read at once
     */
    record Limits(int changesPerSlice, int mostPending) {
        static final Limits DEFAULT = new Limits(10_000, 20_000);
    }

    private final int partitions;
    private final Duration settleEvery;
    private final Limits limits;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private ProcessorContext<String, SpecificRecord> context;

    @SuppressWarnings("NullAway.Init")
    private RollupStores stores;

    private Agenda agenda = new Agenda();
    private RollupClock clock = new RollupClock();
    private UpcomingPaths upcoming = new UpcomingPaths();

    // Within one call; at most one of the two holds anything, so that no change overtakes another.
    private final ChangeBatch settled = new ChangeBatch();
    private final ChangeBatch moved = new ChangeBatch();

    /** The clock that paths have been brought to, or are being brought to; null until it is known. */
    private @Nullable Instant reached;

    RollupProcessor(int partitions, Duration settleEvery, Limits limits) {
        this.partitions = partitions;
        this.settleEvery = settleEvery;
        this.limits = limits;
    }

    static ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> supplier(
            int partitions, Duration settleEvery) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, SpecificRecord, String, SpecificRecord> get() {
                return new RollupProcessor(partitions, settleEvery, Limits.DEFAULT);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return RollupStores.builders();
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        stores = new RollupStores(context);
        agenda = new Agenda();
        clock = new RollupClock();
        upcoming = new UpcomingPaths();
        settled.drain();
        moved.drain();
        reached = stores.reached().map(ClockMark::getAt).orElse(null);
        stores.forEachPending((unitId, cell, day, change) -> agenda.addChange(unitId, cell, day, change));
        stores.forEachUnit(this::planMoves);
        if (reached != null) {
            // The last mark may not have gone out, or not after all that it stands for.
            agenda.add(new Work.Announce(reached));
        }
        stores.forEachClock(mark -> clock.hear(mark.getFromPartition(), mark.getOfPartitions(), mark.getAt()));
        planAdvance();
        context.schedule(settleEvery, PunctuationType.WALL_CLOCK_TIME, now -> workASlice());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value instanceof Contribution contribution) {
            contribute(contribution);
        } else if (value instanceof ClockMark mark) {
            hear(mark);
        } else if (value instanceof UnitPath path) {
            place(path);
        } else {
            throw new IllegalArgumentException("rollup cannot use a " + value.getClass());
        }
        if (agenda.pendingChanges() > limits.mostPending()) {
            workASlice();
        }
    }

    // What comes in is written down.

    private void contribute(Contribution contribution) {
        String unitId = contribution.getUnitId();
        LocalDate day = contribution.getDay();
        ContributionDiff.between(
                        stores.replaceContribution(unitId, contribution.getSource(), contribution.getCells()),
                        contribution.getCells())
                .forEach((cell, change) ->
                        stores.putPending(unitId, day, cell, agenda.addChange(unitId, cell, day, change)));
    }

    private void hear(ClockMark mark) {
        if (clock.hear(mark.getFromPartition(), mark.getOfPartitions(), mark.getAt())) {
            stores.putClock(mark);
            planAdvance();
        }
    }

    private void place(UnitPath path) {
        stores.putUnit(path);
        planMoves(path);
        String unitId = path.getUnit().getUnitId();
        if (isOwned(unitId)) {
            send(unitId, new UnitFacts(unitId, path.getUnit().getKind(), path.getTreeVersion()));
        }
    }

    private void planMoves(UnitPath path) {
        String unitId = path.getUnit().getUnitId();
        if (!isOwned(unitId)) {
            return;
        }
        if (reached == null) {
            upcoming.add(unitId, path.getSegments(), null);
        } else {
            upcoming.add(unitId, path.getSegments(), BusinessTime.dayOf(reached));
            agenda.add(new Work.Move(unitId));
        }
    }

    private void planAdvance() {
        clock.now()
                .filter(now -> reached == null || now.isAfter(reached))
                .ifPresent(now -> agenda.add(new Work.Advance(now)));
    }

    /** True in the one partition that this unit's contributions come to. */
    private boolean isOwned(String unitId) {
        int hash = Utils.toPositive(Utils.murmur2(unitId.getBytes(StandardCharsets.UTF_8)));
        return hash % partitions == context.taskId().partition();
    }

    // What was written down is done, a slice at a time.

    private void workASlice() {
        Instant announced = null;
        int changes = 0;
        while (changes < limits.changesPerSlice()) {
            Work work = agenda.next();
            if (work == null) {
                break;
            } else if (work instanceof Work.Settle settle) {
                changes += 1 + settle(settle.unitId());
            } else if (work instanceof Work.Move move) {
                changes += 1 + move(move.unitId());
            } else if (work instanceof Work.Advance advance) {
                advance(advance.to());
            } else if (work instanceof Work.Announce announce) {
                announced = announce.at();
            }
        }
        sendAll(settled);
        sendAll(moved);
        if (announced != null) {
            send(String.valueOf(context.taskId().partition()), ownMark(announced));
        }
    }

    private int settle(String unitId) {
        sendAll(moved);
        List<String> path = stores.path(unitId);
        int changes = 0;
        for (Map.Entry<String, NavigableMap<LocalDate, Counts>> pending :
                agenda.takeChanges(unitId).entrySet()) {
            String cell = pending.getKey();
            List<String> counting = countingUnits(path, cell);
            Counts total = stores.leafCell(unitId, cell);
            for (Map.Entry<LocalDate, Counts> step :
                    DailySteps.of(total, pending.getValue()).entrySet()) {
                counting.forEach(above -> settled.add(above, cell, step.getKey(), step.getValue()));
                total = total.plus(step.getValue());
                changes += 1 + counting.size();
            }
            stores.putLeafCell(unitId, cell, total);
            pending.getValue().keySet().forEach(day -> stores.putPending(unitId, day, cell, Counts.ZERO));
        }
        return changes;
    }

    /** The accounting of everything also counts units that stand nowhere. */
    private static List<String> countingUnits(List<String> path, String cell) {
        if (!cell.equals(Cell.Accounting.KEY)) {
            return path;
        }
        List<String> units = new ArrayList<>(path);
        units.add(Keys.EVERYTHING);
        return units;
    }

    private int move(String unitId) {
        UnitPath known = stores.unit(unitId);
        if (known == null || reached == null) {
            throw new IllegalStateException("no move was due for " + unitId);
        }
        LocalDate today = BusinessTime.dayOf(reached);
        List<String> before = stores.path(unitId);
        List<String> after = DatedPath.on(today, known.getSegments());
        if (after.equals(before)) {
            return 0;
        }
        sendAll(settled);
        stores.putPath(unitId, after);
        PathMove move = PathMove.between(before, after);
        int[] cells = {0};
        stores.forEachLeafCell(unitId, (cell, total) -> {
            move.left().forEach(unit -> moved.add(unit, cell, today, total.negate()));
            move.joined().forEach(unit -> moved.add(unit, cell, today, total));
            cells[0]++;
        });
        return cells[0] * (move.left().size() + move.joined().size());
    }

    private void advance(Instant now) {
        reached = now;
        stores.putReached(ownMark(now));
        upcoming.due(BusinessTime.dayOf(now)).forEach(unitId -> agenda.add(new Work.Move(unitId)));
        agenda.add(new Work.Announce(now));
    }

    private ClockMark ownMark(Instant at) {
        return new ClockMark(context.taskId().partition(), partitions, at);
    }

    private void sendAll(ChangeBatch batch) {
        for (CellChange change : batch.drain()) {
            send(change.getUnitId(), change);
        }
    }

    private void send(String key, SpecificRecord value) {
        context.forward(new Record<>(key, value, Math.max(0, context.currentStreamTimeMs())));
    }
}
