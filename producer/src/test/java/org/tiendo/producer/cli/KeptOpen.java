package org.tiendo.producer.cli;

import java.time.Clock;
import java.util.List;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.spool.Delivery;
import org.tiendo.producer.spool.KafkaOutlet;
import org.tiendo.producer.spool.Outlet;
import org.tiendo.producer.spool.SpooledReport;

/** Delivers to a producer that is not closed with it, so that a test can use it again. */
final class KeptOpen implements Outlet {
    private final KafkaOutlet kafka;

    KeptOpen(ContractProducer producer) {
        kafka = new KafkaOutlet(producer, Clock.systemUTC());
    }

    @Override
    public List<Delivery> deliver(List<SpooledReport> batch) throws InterruptedException {
        return kafka.deliver(batch);
    }

    @Override
    public void close() {
        // The test closes the producer.
    }
}
