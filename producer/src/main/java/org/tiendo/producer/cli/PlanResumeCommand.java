package org.tiendo.producer.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.change.DefinitionChange.Extension;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.plan.CalendarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan resume}: a paused task's clock goes on. */
@Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        description = "Lets a paused task's clock go on, with another due day where the pause is to be made up for.")
final class PlanResumeCommand extends PlanChangeCommand {
    @Option(names = "--due", paramLabel = "DATE", description = "The new due day (default: the one it had).")
    private @Nullable LocalDate due;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the version.")
    private String reason = "";

    PlanResumeCommand(CommandContext context) {
        super(context);
    }

    @Override
    DefinitionChange change(DefinitionReader definitions) {
        return new DefinitionChange.Resumption(due == null ? null : new Extension(due, CalendarFile.bundled()));
    }

    @Override
    String reason() {
        return reason;
    }
}
