package org.tiendo.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tiendo bench}. */
@Command(
        name = "tiendo bench",
        mixinStandardHelpOptions = true,
        description = "Measures Tiendo on this machine.",
        subcommands = {LatencyCommand.class, AlertsCommand.class, SpoolCommand.class})
public final class BenchMain {
    private BenchMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchMain()).execute(arguments));
    }
}
