package org.tiendo.streams.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts {@code serve} on its own, as in its container image. */
public final class ServeMain {
    private static final String LOG_CONFIGURATION = "logback.configurationFile";

    private ServeMain() {}

    public static void main(String[] args) {
        if (System.getProperty(LOG_CONFIGURATION) == null) {
            System.setProperty(LOG_CONFIGURATION, "org/tiendo/streams/app/logback.xml");
        }
        CommandLine line = ServeCommand.commandLine(System.getenv());
        line.getCommandSpec().name("tiendo serve");
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(line.execute(args));
    }
}
