package org.tiendo.producer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tiendo token}: makes, lists and revokes the tokens that units show to the app. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes the tokens by which units report and read where the app runs with"
                + " --auth on; see docs/access.md.",
        synopsisSubcommandLabel = "COMMAND")
final class TokenCommand {
    private TokenCommand() {}

    /** The command with all that belongs to it. */
    static CommandLine commandLine(CommandContext context) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new TokenCreateCommand(context))
                .addSubcommand(new TokenListCommand(context))
                .addSubcommand(new TokenRevokeCommand(context));
    }
}
