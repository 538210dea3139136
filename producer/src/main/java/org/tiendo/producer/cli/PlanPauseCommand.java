package org.tiendo.producer.cli;

import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.definitions.DefinitionReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan pause}: a task's clock stands still. */
@Command(
        name = "pause",
        mixinStandardHelpOptions = true,
        description = "Stops a task's clock: it raises no alert until it is resumed.")
final class PlanPauseCommand extends PlanChangeCommand {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the version.")
    private String reason = "";

    PlanPauseCommand(CommandContext context) {
        super(context);
    }

    @Override
    DefinitionChange change(DefinitionReader definitions) {
        return new DefinitionChange.Pause();
    }

    @Override
    String reason() {
        return reason;
    }
}
