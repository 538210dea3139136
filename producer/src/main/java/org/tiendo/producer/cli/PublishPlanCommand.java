package org.tiendo.producer.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.plan.PlanPublisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tiendo publish-plan}: checks all files first, then publishes them. */
@Command(
        name = "publish-plan",
        mixinStandardHelpOptions = true,
        description = "Checks plan catalogues (YAML or XLSX) and publishes them; publishing again is a new version.")
public final class PublishPlanCommand extends ProducerCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Catalogues; see plans/README.md.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--at", paramLabel = "INSTANT", description = "Timestamp of the records (default: now).")
    private @Nullable Instant at;

    @Option(names = "--check", description = "Only check the files.")
    private boolean checkOnly;

    public PublishPlanCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        List<PlanCatalogue> plans = load();
        if (checkOnly) {
            plans.forEach(plan -> out().println(describe(plan) + ": sound"));
            return OK;
        }
        try (ContractProducer producer = producer()) {
            PlanPublisher publisher = new PlanPublisher(producer);
            for (PlanCatalogue plan : plans) {
                publisher.publish(plan, at);
                out().println(describe(plan) + ": published");
            }
        }
        return OK;
    }

    private List<PlanCatalogue> load() {
        List<PlanCatalogue> plans = new ArrayList<>();
        List<BadInputException> faults = new ArrayList<>();
        for (Path file : files) {
            if (PlanCatalogue.isCategories(file)) {
                continue; // Read with each plan beside it.
            }
            try {
                if (CalendarFile.isCalendar(file)) {
                    CalendarFile.load(file); // No plan: only checked.
                    continue;
                }
                plans.add(PlanCatalogue.load(file));
            } catch (BadInputException e) {
                faults.add(e);
            }
        }
        if (!faults.isEmpty()) {
            String findings = faults.stream().map(BadInputException::getMessage).collect(Collectors.joining("\n"));
            throw new BadInputException("nothing was published:\n" + findings, faults.get(0));
        }
        if (plans.isEmpty()) {
            throw new BadInputException("nothing was published: there is no plan among the files");
        }
        return plans;
    }

    private static String describe(PlanCatalogue plan) {
        return plan.plan().getPlanId() + ": " + plan.units().size() + " units, "
                + plan.indicators().size() + " indicators, " + plan.tasks().size() + " tasks";
    }
}
