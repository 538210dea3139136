package org.tiendo.producer.cli;

import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.definitions.DefinitionReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan cancel}: a task is called off. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Calls a task off: it leaves every total, and its reports are kept but count no more.")
final class PlanCancelCommand extends PlanChangeCommand {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the version.")
    private String reason = "";

    PlanCancelCommand(CommandContext context) {
        super(context);
    }

    @Override
    DefinitionChange change(DefinitionReader definitions) {
        return new DefinitionChange.Cancellation();
    }

    @Override
    String reason() {
        return reason;
    }
}
