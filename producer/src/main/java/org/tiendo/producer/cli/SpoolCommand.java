package org.tiendo.producer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tiendo spool}: what waits on this machine to be delivered. */
@Command(
        name = "spool",
        mixinStandardHelpOptions = true,
        description = "Shows and sends the reports that this machine keeps until they are delivered.",
        synopsisSubcommandLabel = "COMMAND")
final class SpoolCommand {
    private SpoolCommand() {}

    /** The command with all that belongs to it. */
    static CommandLine commandLine(CommandContext context) {
        return new CommandLine(new SpoolCommand())
                .addSubcommand(new SpoolStatusCommand(context))
                .addSubcommand(new SpoolDrainCommand(context))
                .addSubcommand(new SpoolHeldCommand(context));
    }
}
