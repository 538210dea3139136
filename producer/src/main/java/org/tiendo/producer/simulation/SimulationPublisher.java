package org.tiendo.producer.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.plan.PlanPublisher;
import org.tiendo.producer.simulation.HistoryEvent.Midnight;
import org.tiendo.producer.simulation.HistoryEvent.PlanPublished;
import org.tiendo.producer.simulation.HistoryEvent.Reported;
import org.tiendo.v1.ClockTick;

/**
 * Publishes a simulated history with the timestamps of its events. A day's reports are acknowledged before the next day
 * begins, so the clock does not run ahead of them. Doing it again changes no figure: plans become a new version with the
 * same content, reports are known by their ids.
 */
public final class SimulationPublisher {
    private final ContractProducer producer;

    public SimulationPublisher(ContractProducer producer) {
        this.producer = producer;
    }

    /**
     * Publishes events in their order.
     *
     * @param progress takes a line for each year that is done
     * @throws org.tiendo.producer.OperationFailedException when Kafka or the registry fails
     */
    public SimulationSummary publish(List<HistoryEvent> history, Consumer<String> progress) {
        BulkSender sender = new BulkSender(producer);
        int plans = 0;
        long reports = 0;
        long refused = 0;
        long duplicates = 0;
        long days = 0;
        boolean pending = false;
        for (HistoryEvent event : history) {
            if (pending && !(event instanceof Reported)) {
                sender.flush();
                pending = false;
            }
            if (event instanceof PlanPublished published) {
                new PlanPublisher(producer).publish(published.plan(), published.at());
                plans++;
            } else if (event instanceof Midnight midnight) {
                Instant at = midnight.at();
                sender.sendToEveryPartition("midnight " + at, Topics.CLOCK, at, new ClockTick(at));
                days++;
                LocalDate day = BusinessTime.dayOf(at);
                if (day.getDayOfYear() == 1) {
                    progress.accept("simulated up to the end of " + (day.getYear() - 1) + ": " + reports + " reports");
                }
            } else if (event instanceof Reported report) {
                String origin = "report " + report.report().getReportId();
                sender.send(origin, Topics.PROGRESS, report.at(), report.key(), report.report());
                pending = true;
                reports++;
                refused += report.refusal() == null ? 0 : 1;
                duplicates += report.duplicate() ? 1 : 0;
            }
        }
        sender.flush();
        return new SimulationSummary(plans, reports, refused, duplicates, days);
    }
}
