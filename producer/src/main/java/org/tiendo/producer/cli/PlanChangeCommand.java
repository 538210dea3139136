package org.tiendo.producer.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.change.Differences;
import org.tiendo.producer.change.Signature;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.Version;
import org.tiendo.v1.TaskDefinition;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What the commands that change a task share: they read the newest version, change it, and publish the next one with who
 * changed it and why. Nothing is published when the change does not fit.
 */
abstract class PlanChangeCommand extends ProducerCommand {
    @Parameters(paramLabel = "TASK", description = "The taskId, or an indicatorId.")
    private String task = "";

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Who makes the change; kept with it (default: the user's name on this machine).")
    private @Nullable String by;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Timestamp of the record, for history (default: now).")
    private @Nullable Instant at;

    PlanChangeCommand(CommandContext context) {
        super(context);
    }

    /** The change that is asked for. */
    abstract DefinitionChange change(DefinitionReader definitions);

    /** Why, as given. */
    abstract @Nullable String reason();

    /** Says what follows from the change besides what it says itself. */
    void explain(TaskDefinition changed) {}

    @Override
    final int run() {
        Signature signature = new Signature(who(), reason());
        TaskDefinition before;
        TaskDefinition after;
        int number;
        try (DefinitionReader definitions = definitions()) {
            List<Version<TaskDefinition>> versions = PublishedTask.versions(definitions, task);
            before = versions.get(versions.size() - 1).value();
            after = DefinitionChange.nextVersion(before, change(definitions), signature, today());
            number = versions.size() + 1;
        }
        try (ContractProducer producer = producer()) {
            BulkSender sender = new BulkSender(producer);
            sender.send("task " + task, Topics.TASKS, at, task, after);
            sender.flush();
        }
        out().println(task + ": version " + number + " published, by " + signature.by());
        Differences.between(before, after).forEach(difference -> out().println("  " + difference));
        explain(after);
        return OK;
    }

    /** The business day on which the change is made. */
    final LocalDate today() {
        return BusinessTime.dayOf(at == null ? context().clock().instant() : at);
    }

    private String who() {
        if (by != null) {
            return by;
        }
        return context()
                .user()
                .orElseThrow(() -> new BadInputException("nothing on this machine says who you are: give --by WHO"));
    }
}
