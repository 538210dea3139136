package org.tiendo.streams.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
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
 * One partition of the stage: moves the clock on with each record, hands the record to its desk, and fires what the new
 * day makes due. A record that begins a new day here is relayed to all partitions, so that the clock is one everywhere.
 */
final class LifecycleProcessor
        extends ContextualProcessor<@Nullable String, Ingested, @Nullable String, SpecificRecord> {
    /** Timers fired at a time; some 50 ms of work. */
    static final int SLICE = 500;

    private static final String CLOCK_KEY = "clock";

    private final int partitions;
    private final Duration settleEvery;

    private LifecycleStores stores;
    private LifecycleClock clock;
    private ReportDesk reports;
    private DefinitionDesk definitions;
    private DeadlineDesk deadlines;
    private boolean allFired = false;
    private @Nullable Instant marked;
    private long stampMillis;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    LifecycleProcessor(int partitions, Duration settleEvery) {
        this.partitions = partitions;
        this.settleEvery = settleEvery;
    }

    @Override
    public void init(ProcessorContext<@Nullable String, SpecificRecord> context) {
        super.init(context);
        stores = LifecycleStores.in(context);
        ClockReading kept = stores.clock().get(CLOCK_KEY);
        clock = new LifecycleClock(kept == null ? null : kept.getAt());
        AssignmentBook book = new AssignmentBook(stores, this::send);
        reports = new ReportDesk(stores, book, this::send, context.taskId().partition());
        definitions = new DefinitionDesk(stores, book, reports, this::send);
        deadlines = new DeadlineDesk(stores, book);
        // Kafka Streams may begin again with this object after an aborted transaction: what it sent is sent again.
        marked = null;
        allFired = false;
        context.schedule(settleEvery, PunctuationType.WALL_CLOCK_TIME, timestamp -> onPause());
    }

    @Override
    public void process(Record<@Nullable String, Ingested> record) {
        Ingested ingested = record.value();
        stampMillis = record.timestamp();
        advance(ingested);
        LocalDate today = clock.today();
        if (ingested instanceof Ingested.Report report) {
            reports.receive(report, today);
        } else if (ingested instanceof Ingested.Definition definition) {
            definitions.publish(definition.decoded(), today);
        } else if (ingested instanceof Ingested.IndicatorPublished indicator) {
            String indicatorId = indicator.decoded().value().getIndicatorId();
            definitions.publish(indicator.decoded(), indicatorId, today);
        } else if (ingested instanceof Ingested.PlanPublished plan) {
            Decoded<Plan> decoded = plan.decoded();
            send(decoded.value().getPlanId(), new PlanState(decoded.value(), decoded.source()));
        } else if (!(ingested instanceof Ingested.Tick)) {
            throw new IllegalStateException("not for this stage: " + ingested);
        }
    }

    private void advance(Ingested ingested) {
        if (clock.advanceTo(ingested.time())) {
            // The record that brings the day is not read again: what is left to fire must know the day after a crash.
            stores.clock().put(CLOCK_KEY, new ClockReading(ingested.time()));
            if (!(ingested instanceof Ingested.Tick)) {
                send(null, new ClockReading(ingested.time()));
            }
            allFired = deadlines.fire(clock.today(), SLICE);
        }
    }

    /** Goes on with what is due, then says how far the clock has come; the mark waits until everything has fired. */
    private void onPause() {
        Instant now = clock.now();
        if (now == null) {
            return;
        }
        stampMillis = now.toEpochMilli();
        if (!allFired) {
            allFired = deadlines.fire(BusinessTime.dayOf(now), SLICE);
        }
        if (allFired && !now.equals(marked)) {
            stores.clock().put(CLOCK_KEY, new ClockReading(now));
            int partition = context().taskId().partition();
            send(String.valueOf(partition), new ClockMark(partition, partitions, now));
            marked = now;
        }
    }

    private void send(@Nullable String key, SpecificRecord value) {
        context().forward(new Record<>(key, value, stampMillis));
    }
}
