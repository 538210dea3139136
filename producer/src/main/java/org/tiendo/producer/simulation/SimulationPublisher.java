package org.tiendo.producer.simulation;

import java.time.DayOfWeek;
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
 * Publishes a simulated history with the timestamps of its events. A week's records are acknowledged before the next
 * week begins, so the clock never runs far ahead of the reports; waiting every day would take most of the time. Doing it
 * again changes no figure: plans become a new version with the same content, reports are known by their ids.
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
        long reports = 0;
        for (HistoryEvent event : history) {
            if (event instanceof PlanPublished published) {
                sender.flush();
                new PlanPublisher(producer).publish(published.plan(), published.at());
            } else if (event instanceof Midnight midnight) {
                LocalDate day = BusinessTime.dayOf(midnight.at());
                if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
                    sender.flush();
                }
                tick(midnight.at(), sender);
                if (day.getDayOfYear() == 1) {
                    progress.accept("simulated up to the end of " + (day.getYear() - 1) + ": " + reports + " reports");
                }
            } else if (event instanceof Reported report) {
                String origin = "report " + report.report().getReportId();
                sender.send(origin, Topics.PROGRESS, report.at(), report.key(), report.report());
                reports++;
            }
        }
        sender.flush();
        return SimulationSummary.of(history);
    }

    private static void tick(Instant at, BulkSender sender) {
        sender.sendToEveryPartition("midnight " + at, Topics.CLOCK, at, new ClockTick(at));
    }
}
