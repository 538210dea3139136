package org.tiendo.producer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.spool.Delivery;
import org.tiendo.producer.spool.Outlet;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolInspection;
import org.tiendo.producer.spool.SpoolSettings;
import org.tiendo.producer.spool.SpooledReport;
import org.tiendo.v1.ProgressReport;

/**
 * Delivers one report, by Kafka or by a gateway, and keeps it in the spool where that does not work. What was kept before
 * goes out with it once the line is up again.
 */
final class ReportDelivery {
    private static final Duration FOR_EARLIER_ONES = Duration.ofSeconds(10);

    private final Supplier<Outlet> outlets;
    private final Path spool;
    private final Clock clock;

    /** What became of the report. */
    sealed interface Result {
        /** @param words where it is now */
        record Sent(String words) implements Result {}

        record Refused(RefusalCode code) implements Result {}

        /** It cannot be taken as it is. */
        record Unfit(String whatToDo) implements Result {}

        /** It is in the spool. */
        record Kept(String reason) implements Result {}

        /** It is nowhere but with its sender. */
        record Lost(String reason, String whyNotKept) implements Result {}
    }

    /**
     * A delivery.
     *
     * @param outlets makes the way out, anew for each use
     * @param spool the directory that keeps what cannot be delivered
     */
    ReportDelivery(Supplier<Outlet> outlets, Path spool, Clock clock) {
        this.outlets = outlets;
        this.spool = spool;
        this.clock = clock;
    }

    Result send(ProgressReport report) {
        Delivery outcome = deliver(report);
        if (outcome instanceof Delivery.Delivered delivered) {
            return new Result.Sent(
                    delivered.topic() + ", partition " + delivered.partition() + ", offset " + delivered.offset());
        }
        if (outcome instanceof Delivery.HandedOn on) {
            return new Result.Sent(on.words());
        }
        if (outcome instanceof Delivery.Refused refused) {
            return new Result.Refused(refused.code());
        }
        if (outcome instanceof Delivery.Held held) {
            return new Result.Unfit(held.whatToDo());
        }
        return keep(report, (Delivery.Later) outcome);
    }

    private Delivery deliver(ProgressReport report) {
        try (Outlet outlet = outlets.get()) {
            return outlet.deliver(List.of(new SpooledReport(0, report))).get(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.Later(Delivery.Pace.SOON, "interrupted while sending");
        }
    }

    private Result keep(ProgressReport report, Delivery.Later why) {
        try (Spool kept = open(new DownOutlet(why), Duration.ZERO)) {
            SendResult written = kept.send(report).join();
            return written instanceof SendResult.Failed failed
                    ? new Result.Lost(why.whatToDo(), failed.whatToDo())
                    : new Result.Kept(why.whatToDo());
        } catch (OperationFailedException e) {
            return new Result.Lost(why.whatToDo(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Sends what was kept before, as far as it goes in a short while.
     *
     * @return how many reports left the spool
     */
    long sendEarlierOnes() {
        try {
            if (!SpoolInspection.isSpool(spool)
                    || SpoolInspection.of(spool).status().depth() == 0) {
                return 0;
            }
        } catch (IOException e) {
            throw new OperationFailedException("the spool " + spool + " cannot be read: " + e.getMessage(), e);
        }
        try (Spool kept = open(outlets.get(), SpoolSettings.DEFAULTS.patience())) {
            long before = kept.depth();
            kept.awaitEmpty(FOR_EARLIER_ONES);
            return before - kept.depth();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Spool open(Outlet outlet, Duration patience) {
        try {
            return Spool.open(spool, SpoolSettings.DEFAULTS.withPatience(patience), outlet, clock);
        } catch (RuntimeException e) {
            outlet.close();
            throw e;
        }
    }

    /** The way that has just failed: it is not tried again before the report is safe. */
    private record DownOutlet(Delivery.Later why) implements Outlet {
        @Override
        public List<Delivery> deliver(List<SpooledReport> batch) {
            return batch.stream().<Delivery>map(report -> why).toList();
        }

        @Override
        public void close() {
            // There is nothing to give up.
        }
    }
}
