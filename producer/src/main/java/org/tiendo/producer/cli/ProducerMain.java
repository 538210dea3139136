package org.tiendo.producer.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the producer's commands on their own, as in its container image. */
@Command(
        name = "tiendo",
        mixinStandardHelpOptions = true,
        description = "Publishes plans and progress to Tiendo, and reads its alerts.",
        synopsisSubcommandLabel = "COMMAND")
public final class ProducerMain {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private ProducerMain() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "org/tiendo/producer/logback.xml");
        }
        CommandLine line = commandLine(CommandContext.ofThisProcess());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(args));
    }

    static CommandLine commandLine(CommandContext context) {
        CommandLine line = new CommandLine(new ProducerMain());
        ProducerCommands.all(context).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }
}
