package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.PlanState;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.v1.Plan;

/**
 * One partition of the stage: moves the clock on with each record, hands the record to its desk, and fires what a new day
 * makes due. A record that begins a new day here is relayed to all partitions, so that the clock is one everywhere.
 *
 * <p>Timers fire only between records, when {@link TimerGate} lets their day pass.
 */
final class LifecycleProcessor
        extends ContextualProcessor<@Nullable String, Ingested, @Nullable String, SpecificRecord> {
    private static final String CLOCK_KEY = "clock";

    private final LifecycleSettings settings;

    private LifecycleStores stores;
    private LifecycleClock clock;
    private ReportDesk reports;
    private PlanDesk plans;
    private WaitingDesk waiting;
    private DeadlineDesk deadlines;
    private RulesDesk rules;
    private @Nullable Instant marked;

    private TimerGate gate;
    private Sensor slices;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    LifecycleProcessor(LifecycleSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<@Nullable String, SpecificRecord> context) {
        super.init(context);
        int partition = context.taskId().partition();
        stores = LifecycleStores.in(context);
        ClockReading kept = stores.clock().get(CLOCK_KEY);
        clock = new LifecycleClock(kept == null ? null : kept.getAt());
        AssignmentBook book = new AssignmentBook(stores, settings.rules(), this::send, partition);
        reports = new ReportDesk(stores, book, this::send, partition);
        DefinitionDesk definitions = new DefinitionDesk(stores, settings.rules(), book, reports);
        plans = new PlanDesk(stores, book, definitions, this::send, partition);
        waiting = new WaitingDesk(stores, definitions, plans);
        deadlines = new DeadlineDesk(stores, book);
        rules = new RulesDesk(stores, settings.rules(), book, kept == null);
        // Kafka Streams may begin again with this object after an aborted transaction: what it sent is sent again.
        marked = null;
        gate = new TimerGate();
        slices = context.metrics()
                .addLatencyRateTotalSensor(
                        "lifecycle", context.taskId().toString(), "timer-slice", Sensor.RecordingLevel.INFO);
        context.schedule(settings.settleEvery(), PunctuationType.WALL_CLOCK_TIME, timestamp -> onPause());
    }

    @Override
    public void process(Record<@Nullable String, Ingested> record) {
        Ingested ingested = record.value();
        advance(ingested);
        if (ingested instanceof Ingested.Report report) {
            reports.receive(report);
        } else if (ingested instanceof Ingested.Definition definition) {
            waiting.receive(definition.decoded().value(), definition.decoded().source());
        } else if (ingested instanceof Ingested.IndicatorPublished indicator) {
            waiting.receive(indicator.decoded().value(), indicator.decoded().source());
        } else if (ingested instanceof Ingested.PlanPublished plan) {
            Decoded<Plan> decoded = plan.decoded();
            PlanState state = new PlanState(decoded.value(), decoded.source());
            send(decoded.value().getPlanId(), state, decoded.time());
            learn(state);
        } else if (ingested instanceof Ingested.PlanRelayed relayed) {
            learn(relayed.plan());
        } else if (!(ingested instanceof Ingested.Tick)) {
            throw new IllegalStateException("not for this stage: " + ingested);
        }
    }

    private void learn(PlanState plan) {
        plans.learn(plan);
        waiting.release();
    }

    private void advance(Ingested ingested) {
        gate.saw(BusinessTime.dayOf(ingested.time()));
        if (clock.advanceTo(ingested.time())) {
            // The record that brings the day is not read again: what is left to fire must know the day after a crash.
            stores.clock().put(CLOCK_KEY, new ClockReading(ingested.time()));
            rules.begin();
            if (!(ingested instanceof Ingested.Tick)) {
                send(null, new ClockReading(ingested.time()), ingested.time());
            }
        }
    }

    /** Goes on with what is due, then says how far the clock has come; the mark waits until everything has fired. */
    private void onPause() {
        Instant now = clock.now();
        if (now == null) {
            return;
        }
        LocalDate day = gate.pause(clock.today());
        boolean nothingWaits = waiting.pause();
        if (day == null || !fire(day, now) || !nothingWaits) {
            return;
        }
        Instant reached = day.isBefore(clock.today())
                ? BusinessTime.startOf(day.plusDays(1)).minusMillis(1)
                : now;
        if (marked == null || reached.isAfter(marked)) {
            stores.clock().put(CLOCK_KEY, new ClockReading(now));
            int partition = context().taskId().partition();
            send(String.valueOf(partition), new ClockMark(partition, settings.partitions(), reached), reached);
            marked = reached;
        }
    }

    private boolean fire(LocalDate day, Instant now) {
        Slice slice = new Slice(settings.nanoTime());
        boolean complete = rules.apply(now, slice) && deadlines.fire(day, slice);
        if (!slice.isEmpty()) {
            slices.record((double) slice.took().toMillis(), context().currentSystemTimeMs());
        }
        return complete;
    }

    private void send(@Nullable String key, SpecificRecord value, Instant at) {
        context().forward(new Record<>(key, value, at.toEpochMilli()));
    }
}
