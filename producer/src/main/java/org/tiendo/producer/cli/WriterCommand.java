package org.tiendo.producer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tiendo writer}: systems that write reports to Kafka themselves. */
@Command(
        name = "writer",
        mixinStandardHelpOptions = true,
        description = "Lets a system write reports to Kafka itself, to a topic of its own, in the name of one unit and"
                + " those below it.",
        synopsisSubcommandLabel = "COMMAND")
final class WriterCommand {
    private WriterCommand() {}

    /** The command with all that belongs to it. */
    static CommandLine commandLine(CommandContext context) {
        return new CommandLine(new WriterCommand())
                .addSubcommand(new WriterAddCommand(context))
                .addSubcommand(new WriterRevokeCommand(context));
    }
}
