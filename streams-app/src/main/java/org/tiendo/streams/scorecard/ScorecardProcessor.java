package org.tiendo.streams.scorecard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Counts;
import org.tiendo.internal.CellChange;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.IndicatorStanding;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Present;
import org.tiendo.internal.UnitFacts;
import org.tiendo.streams.contract.Keys;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.v1.RowMeta;

/**
 * Adds changes up and publishes the rows they touched, in slices. Which rows are due is kept in a store and never only
 * in memory, so a crash between a change and its row loses nothing.
 */
final class ScorecardProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(ScorecardProcessor.class);

    /** Rows, and standings, per slice: a stream thread must be back at its input within about 50 ms. */
    static final int SLICE = 1_000;

    /** The entry of unsettled-rows that asks for every indicator to be judged anew. */
    private static final String REJUDGE = "rejudge";

    private final Duration settleEvery;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, IndicatorState> targets;
    private KeyValueStore<String, PlanState> plans;
    private KeyValueStore<String, UnitFacts> facts;
    private KeyValueStore<String, IndicatorStanding> standings;
    private KeyValueStore<String, Present> unsettled;
    private UnitTotals totals;
    private IndicatorRows indicatorRows;
    private ScorecardClock clock;
    private Sensor negativeTotals;

    private long treeVersion;

    // Where the next slice goes on, so that rows at the end have their turn; null at the start. A restart begins anew.
    private @Nullable String nextRow;
    private @Nullable String nextStanding;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    ScorecardProcessor(Duration settleEvery) {
        this.settleEvery = settleEvery;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        targets = PipelineStores.TARGETS.in(context);
        plans = PipelineStores.PLANS.in(context);
        facts = PipelineStores.FACTS.in(context);
        standings = PipelineStores.STANDINGS.in(context);
        unsettled = PipelineStores.UNSETTLED_ROWS.in(context);
        totals = new UnitTotals(PipelineStores.TOTALS.in(context));
        indicatorRows = new IndicatorRows(totals, targets, plans, facts, standings);
        clock = new ScorecardClock(PipelineStores.SCORECARD_CLOCKS.in(context));
        negativeTotals = context.metrics()
                .addRateTotalSensor(
                        "scorecard", context.taskId().toString(), "negative-totals", Sensor.RecordingLevel.INFO);
        treeVersion = newestTreeVersion();
        // Kafka Streams may begin again with this object after an aborted transaction.
        nextRow = null;
        nextStanding = null;
        context.schedule(settleEvery, PunctuationType.WALL_CLOCK_TIME, now -> settle());
    }

    private long newestTreeVersion() {
        long newest = 0;
        try (KeyValueIterator<String, UnitFacts> units = facts.all()) {
            while (units.hasNext()) {
                newest = Math.max(newest, units.next().value.getTreeVersion());
            }
        }
        return newest;
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value instanceof CellChange change) {
            addUp(change);
        } else if (value instanceof ClockMark mark) {
            if (clock.hear(mark)) {
                rejudgeAll();
            }
        } else if (value instanceof UnitFacts unit) {
            learn(unit);
        } else if (value instanceof IndicatorState indicator) {
            learn(indicator);
        } else if (value instanceof PlanState plan) {
            learn(plan);
        } else {
            throw new IllegalStateException("the scorecard has no use for " + value + " under key " + record.key());
        }
    }

    /**
     * A total below zero can only come from a mistake in a stage above. It is stored as it is, because the sums are
     * exact only while every change is in them, and throwing would meet the same record again after each restart, for
     * ever. So it is counted, logged with the cell's name once per fall, and no row is published from it.
     */
    private void addUp(CellChange change) {
        UnitTotals.Change total = totals.add(change.getUnitId(), change.getCell(), Counts.of(change.getDelta()));
        if (total.breaksInvariant()) {
            negativeTotals.record();
            LOG.error(
                    "total below zero: unit {}, cell {}, from {} to {}; its rows are held back until it is mended",
                    change.getUnitId(),
                    change.getCell(),
                    total.before(),
                    total.after());
        }
        RowKey.touchedBy(change.getUnitId(), Cell.parse(change.getCell())).forEach(this::mark);
    }

    private void learn(UnitFacts unit) {
        UnitFacts before = facts.get(unit.getUnitId());
        facts.put(unit.getUnitId(), unit);
        treeVersion = Math.max(treeVersion, unit.getTreeVersion());
        if (before == null || !before.getKind().equals(unit.getKind())) {
            totals.indicatorsOf(unit.getUnitId())
                    .forEach(indicatorId -> mark(new RowKey.OfIndicator(unit.getUnitId(), indicatorId)));
        }
    }

    // A definition that says nothing new costs one round of judging, and publishes nothing: not worth a comparison.
    private void learn(IndicatorState indicator) {
        targets.put(indicator.getDefinition().getIndicatorId(), indicator);
        rejudgeAll();
    }

    private void learn(PlanState plan) {
        plans.put(plan.getPlan().getPlanId(), plan);
        rejudgeAll();
    }

    private void mark(RowKey row) {
        unsettled.put(row.entry(), new Present());
    }

    private void rejudgeAll() {
        unsettled.put(REJUDGE, new Present());
        nextStanding = null;
    }

    private void settle() {
        RowMeta meta = new RowMeta(clock.dataThrough(), clock.day(), treeVersion);
        settleRows(meta);
        if (unsettled.get(REJUDGE) != null) {
            rejudge(meta);
        }
    }

    private void settleRows(RowMeta meta) {
        TaskRows taskRows = new TaskRows(totals, meta);
        String from = nextRow == null ? Keys.first(RowKey.PREFIX) : nextRow;
        try (KeyValueIterator<String, Present> rows = unsettled.range(from, Keys.last(RowKey.PREFIX))) {
            for (int settled = 0; settled < SLICE && rows.hasNext(); settled++) {
                String entry = rows.next().key;
                updateOf(RowKey.parse(entry), taskRows, meta).ifPresent(update -> publish(update, meta));
                unsettled.delete(entry);
            }
            nextRow = rows.hasNext() ? rows.peekNextKey() : null;
        }
    }

    private Optional<RowUpdate> updateOf(RowKey key, TaskRows taskRows, RowMeta meta) {
        return key instanceof RowKey.OfTasks tasks
                ? taskRows.update(tasks)
                : indicatorRows.update((RowKey.OfIndicator) key, meta);
    }

    private void rejudge(RowMeta meta) {
        try (KeyValueIterator<String, IndicatorStanding> judged = standings.range(nextStanding, null)) {
            for (int count = 0; count < SLICE && judged.hasNext(); count++) {
                RowKey.OfIndicator key = IndicatorRows.keyOf(judged.next().key);
                indicatorRows.update(key, meta).ifPresent(update -> publish(update, meta));
            }
            nextStanding = judged.hasNext() ? judged.peekNextKey() : null;
        }
        if (nextStanding == null) {
            unsettled.delete(REJUDGE);
        }
    }

    private void publish(RowUpdate update, RowMeta meta) {
        Instant dataThrough = meta.getDataThrough();
        // Before the clock is known the newest record read is the best word on when this is.
        long timestamp = dataThrough != null ? dataThrough.toEpochMilli() : Math.max(0, context.currentStreamTimeMs());
        context.forward(
                new Record<>(update.key().recordKey(), update.row(), timestamp),
                ScorecardStage.sinkOf(update.key().topic()));
    }
}
