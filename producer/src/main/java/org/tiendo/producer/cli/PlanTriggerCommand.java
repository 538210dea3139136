package org.tiendo.producer.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.v1.TaskDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan trigger}: what a conditional task waited for has happened. */
@Command(
        name = "trigger",
        mixinStandardHelpOptions = true,
        description = "Says that the condition of a CONDITIONAL task was met. It is due so many working days later as"
                + " its definition says, else on --due, else on the day that stands there already.")
final class PlanTriggerCommand extends PlanChangeCommand {
    @Option(
            names = "--on",
            required = true,
            paramLabel = "DATE",
            description = "Day on which it was met, not later than today.")
    private LocalDate on = LocalDate.EPOCH;

    @Option(
            names = "--due",
            paramLabel = "DATE",
            description = "The due day, where it is set now; it holds instead of one counted in working days.")
    private @Nullable LocalDate due;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the version.")
    private @Nullable String reason;

    PlanTriggerCommand(CommandContext context) {
        super(context);
    }

    @Override
    DefinitionChange change(DefinitionReader definitions) {
        return new DefinitionChange.Trigger(on, due, today());
    }

    @Override
    @Nullable
    String reason() {
        return reason;
    }

    @Override
    void explain(TaskDefinition changed) {
        DueDayText.lines(changed.getDeadline()).forEach(line -> out().println("  " + line));
    }
}
