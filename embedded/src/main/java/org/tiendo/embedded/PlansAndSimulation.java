package org.tiendo.embedded;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.Connection;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.simulation.SampleMembers;
import org.tiendo.producer.simulation.Simulation;
import org.tiendo.producer.simulation.SimulationPublisher;

/** The five plans with sample members, and the producer's simulation of progress on them. */
final class PlansAndSimulation implements DemoHistory {
    /** Always the same, so that every demo tells the same story and a second publication sends the same reports. */
    private static final long SEED = 28;

    @Override
    public void publish(Connection connection, LocalDate until, Consumer<String> progress) {
        Simulation simulation = new Simulation(SampleMembers.addedTo(PlanCatalogue.bundled()), SEED);
        try (ContractProducer producer = new ContractProducer(connection)) {
            progress.accept(new SimulationPublisher(producer)
                    .publish(simulation.history(BusinessTime.startOf(until)), progress)
                    .describe());
        }
    }
}
