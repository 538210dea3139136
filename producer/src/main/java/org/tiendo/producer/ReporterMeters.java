package org.tiendo.producer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.tiendo.producer.spool.Spool;

/** Counts what becomes of reports and how long that takes; docs/offline.md lists the meters. */
final class ReporterMeters {
    private static final String REPORTS = "tiendo.producer.reports";

    private final MeterRegistry registry;
    private final Counter sent;
    private final Counter refused;
    private final Counter failed;
    private final Counter spooled;
    private final Timer latency;

    ReporterMeters(MeterRegistry registry) {
        this.registry = registry;
        sent = counter("sent");
        refused = counter("refused");
        failed = counter("failed");
        spooled = counter("spooled");
        latency = Timer.builder("tiendo.producer.send")
                .description("From the call to the result, whatever it is")
                .publishPercentileHistogram()
                .register(registry);
    }

    private Counter counter(String result) {
        return Counter.builder(REPORTS)
                .description("Reports by what became of them")
                .tag("result", result)
                .register(registry);
    }

    void watch(Spool spool) {
        Gauge.builder("tiendo.producer.spool.depth", spool, Spool::depth)
                .description("Reports that wait on this machine to be delivered")
                .register(registry);
        Gauge.builder("tiendo.producer.spool.bytes", spool, Spool::bytes)
                .description("Disk taken by the spool")
                .baseUnit("bytes")
                .register(registry);
    }

    Timer.Sample start() {
        return Timer.start(registry);
    }

    void count(SendResult result, Timer.Sample since) {
        since.stop(latency);
        if (result instanceof SendResult.Accepted) {
            sent.increment();
        } else if (result instanceof SendResult.Refused) {
            refused.increment();
        } else if (result instanceof SendResult.Failed) {
            failed.increment();
        } else {
            spooled.increment();
        }
    }
}
