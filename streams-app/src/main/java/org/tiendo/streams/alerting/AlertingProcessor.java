package org.tiendo.streams.alerting;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.internal.ClockMark;
import org.tiendo.internal.IndicatorFigure;
import org.tiendo.internal.IndicatorState;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.v1.TaskAlert;

/** Hands what lifecycle sends to its desk, and keeps and forwards the alerts that come of it. */
final class AlertingProcessor extends ContextualProcessor<String, SpecificRecord, String, TaskAlert> {
    private AlertingStores stores;
    private EscalationDesk escalations;
    private VerdictDesk verdicts;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    AlertingProcessor() {}

    @Override
    public void init(ProcessorContext<String, TaskAlert> context) {
        super.init(context);
        stores = AlertingStores.in(context);
        PathHistory history = PathHistory.in(context);
        escalations = new EscalationDesk(stores.alerts(), history, this::send);
        verdicts = new VerdictDesk(stores, history, this::send);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        SpecificRecord value = record.value();
        if (value instanceof TaskAlert alert) {
            escalations.receive(alert, at);
        } else if (value instanceof IndicatorFigure figure) {
            verdicts.count(figure, at);
        } else if (value instanceof IndicatorState indicator) {
            verdicts.publish(indicator, at);
        } else if (value instanceof ClockMark mark) {
            hear(mark);
        } else {
            throw new IllegalStateException("alerting has no use for " + value + " under key " + record.key());
        }
    }

    private void hear(ClockMark mark) {
        String partition = String.valueOf(mark.getFromPartition());
        ClockMark before = stores.clocks().get(partition);
        LocalDate day = BusinessTime.dayOf(mark.getAt());
        if (before == null || BusinessTime.dayOf(before.getAt()).isBefore(day)) {
            stores.clocks().put(partition, mark);
            verdicts.fire(mark.getFromPartition(), day);
        }
    }

    private void send(TaskAlert alert, Instant at) {
        stores.alerts().put(Ids.join(alert.getUnitId(), alert.getAlertId()), alert);
        context().forward(new Record<>(alert.getAlertId(), alert, at.toEpochMilli()));
    }
}
