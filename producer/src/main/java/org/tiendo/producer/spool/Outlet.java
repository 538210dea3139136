package org.tiendo.producer.spool;

import java.util.List;

/**
 * Where a spool drains to: Kafka, or a gateway that speaks to Kafka for those who cannot.
 *
 * <p>One thread of the spool calls it. A report may be delivered more than once, after a kill or a lost answer; its
 * reportId makes that harmless.
 */
public interface Outlet extends AutoCloseable {
    /**
     * Delivers reports, those of one task in the order given, and returns when each has an outcome. Reports of
     * different tasks may overtake each other. After one that is answered {@link Delivery.Later} the following ones of
     * the same task must be answered so too, for they will be given again behind it.
     *
     * @param batch never empty
     * @return one outcome for each report, in the order of the batch; failing to deliver is an outcome, not an exception
     * @throws InterruptedException when the spool is being closed; the whole batch will be given again
     */
    List<Delivery> deliver(List<SpooledReport> batch) throws InterruptedException;

    /** Gives up what is under way, soon: a closing program waits for it. */
    @Override
    void close();
}
