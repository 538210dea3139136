package org.tiendo.producer.plan;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.ContractProducer;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * Publishes a plan: units, then the plan, its indicators and its tasks, each kind acknowledged before the next begins.
 * Publishing it again makes a new version of everything with the same content, which changes no figure.
 */
public final class PlanPublisher {
    private final ContractProducer producer;

    public PlanPublisher(ContractProducer producer) {
        this.producer = producer;
    }

    /**
     * Publishes a plan.
     *
     * @param at the records' timestamp, for history; null for now
     * @return records published, by topic
     * @throws org.tiendo.producer.OperationFailedException when Kafka or the registry fails
     */
    public Map<String, Long> publish(PlanCatalogue catalogue, @Nullable Instant at) {
        BulkSender sender = new BulkSender(producer);
        for (Unit unit : catalogue.units()) {
            sender.send("unit " + unit.getUnitId(), Topics.UNITS, at, unit.getUnitId(), unit);
        }
        sender.flush();
        String planId = catalogue.plan().getPlanId();
        sender.send("plan " + planId, Topics.PLANS, at, planId, catalogue.plan());
        sender.flush();
        for (Indicator indicator : catalogue.indicators()) {
            String id = indicator.getIndicatorId();
            sender.send("indicator " + id, Topics.INDICATORS, at, id, indicator);
        }
        sender.flush();
        for (TaskDefinition task : catalogue.definitions()) {
            sender.send("task " + task.getTaskId(), Topics.TASKS, at, task.getTaskId(), task);
        }
        sender.flush();
        return sender.sentByTopic();
    }
}
