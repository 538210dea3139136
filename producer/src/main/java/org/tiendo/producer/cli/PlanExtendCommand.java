package org.tiendo.producer.cli;

import java.time.LocalDate;
import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.plan.CalendarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan extend}: a task is due on another day. */
@Command(
        name = "extend",
        mixinStandardHelpOptions = true,
        description = "Gives a task another due day. What was due first is kept, and the task is judged against both.")
final class PlanExtendCommand extends PlanChangeCommand {
    @Option(names = "--due", required = true, paramLabel = "DATE", description = "The new due day.")
    private LocalDate due = LocalDate.EPOCH;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the version.")
    private String reason = "";

    PlanExtendCommand(CommandContext context) {
        super(context);
    }

    @Override
    DefinitionChange change(DefinitionReader definitions) {
        return new DefinitionChange.Extension(due, CalendarFile.bundled());
    }

    @Override
    String reason() {
        return reason;
    }
}
