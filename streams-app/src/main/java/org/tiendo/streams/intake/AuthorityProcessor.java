package org.tiendo.streams.intake;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.tiendo.internal.WrittenReport;
import org.tiendo.streams.contract.PathHistory;

/**
 * A writer speaks for its own unit and for those that stood below it when the report came, as the tree was known then. A
 * unit that was not in the tree yet stood below nobody.
 */
final class AuthorityProcessor extends ContextualFixedKeyProcessor<String, SpecificRecord, SpecificRecord> {
    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
    private PathHistory history;

    @Override
    public void init(FixedKeyProcessorContext<String, SpecificRecord> context) {
        super.init(context);
        history = PathHistory.in(context);
    }

    @Override
    public void process(FixedKeyRecord<String, SpecificRecord> record) {
        WrittenReport written = (WrittenReport) record.value();
        String unitId = written.getReport().getUnitId();
        Instant came = written.getSource().getReceivedAt();
        written.setAuthorised(unitId.equals(written.getSpeaksFor())
                || history.ancestors(unitId, came).contains(written.getSpeaksFor()));
        context().forward(record.withValue(written));
    }
}
