package org.tiendo.producer.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.simulation.HistoryEvent;
import org.tiendo.producer.simulation.SampleMembers;
import org.tiendo.producer.simulation.Simulation;
import org.tiendo.producer.simulation.SimulationPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo simulate}: the five plans and a made-up history of progress on them. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Publishes the five plans, with sample members where an indicator counts many reporters, and a"
                + " simulated history of progress on them, each record with the"
                + " timestamp of its day. The same seed gives the same history.")
public final class SimulateCommand extends ProducerCommand {
    @Option(names = "--seed", paramLabel = "N", description = "Which history (default: ${DEFAULT-VALUE}).")
    private long seed = Simulation.USUAL_SEED;

    @Option(names = "--from", paramLabel = "DATE", description = "First day to publish (default: all).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last day to publish (default: until now).")
    private @Nullable LocalDate to;

    public SimulateCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Instant now = context().clock().instant();
        Instant end = to == null ? now : BusinessTime.startOf(to.plusDays(1)).minusMillis(1);
        Instant begin = from == null ? Instant.EPOCH : BusinessTime.startOf(from);
        // Nothing from the future: Kafka refuses such timestamps, and the clock would run ahead.
        List<HistoryEvent> history = new Simulation(SampleMembers.addedTo(PlanCatalogue.bundled()), seed)
                .history(end.isAfter(now) ? now : end).stream()
                        .filter(event -> !event.at().isBefore(begin))
                        .toList();
        try (ContractProducer producer = producer()) {
            out().println("Published "
                    + new SimulationPublisher(producer)
                            .publish(history, line -> out().println(line))
                            .describe());
        }
        return OK;
    }
}
