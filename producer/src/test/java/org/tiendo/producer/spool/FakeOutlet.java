package org.tiendo.producer.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An outlet whose outcomes a test decides, and which remembers what was delivered. */
final class FakeOutlet implements Outlet {
    private final List<SpooledReport> delivered = new ArrayList<>();
    private volatile Function<SpooledReport, Delivery> answers = FakeOutlet::delivered;

    static Delivery delivered(SpooledReport report) {
        return new Delivery.Delivered("tiendo.progress", 0, report.sequence());
    }

    static FakeOutlet answering(Function<SpooledReport, Delivery> answers) {
        FakeOutlet outlet = new FakeOutlet();
        outlet.answer(answers);
        return outlet;
    }

    static Delivery.Later down() {
        return new Delivery.Later(Delivery.Pace.SOON, "the line is down");
    }

    void answer(Function<SpooledReport, Delivery> next) {
        answers = next;
    }

    @Override
    public List<Delivery> deliver(List<SpooledReport> batch) {
        List<Delivery> outcomes = batch.stream().map(answers).toList();
        synchronized (delivered) {
            for (int i = 0; i < batch.size(); i++) {
                if (outcomes.get(i) instanceof Delivery.Delivered) {
                    delivered.add(batch.get(i));
                }
            }
        }
        return outcomes;
    }

    /** The ids of what was delivered, in order, again and again where it was. */
    List<String> ids() {
        synchronized (delivered) {
            return delivered.stream()
                    .map(spooled -> spooled.report().getReportId())
                    .toList();
        }
    }

    @Override
    public void close() {
        // Nothing is under way.
    }
}
