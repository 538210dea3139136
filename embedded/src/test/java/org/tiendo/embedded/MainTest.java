package org.tiendo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.RunningStack;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandIsInTheHelp() {
        // When
        int exitCode = commandLine(Commands.all()).execute("--help");
        // Then
        assertThat(exitCode).isZero();
        assertThat(out.toString()).contains("demo");
    }

    @Test
    void aPortAskedForAndTakenIsAUsageErrorWithTheReason() throws Exception {
        // Given
        try (ServerSocket taken =
                new ServerSocket(0, 1, LoopbackPorts.address(0).getAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            // When
            int exitCode = demo("--port", port);
            // Then
            assertThat(exitCode).isEqualTo(2);
            assertThat(err.toString()).contains("--port " + port + ": taken by another program");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void anUnknownClockIsAUsageError() {
        // When
        int exitCode = demo("--clock", "sundial");
        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains("'sundial' is neither live nor replay");
    }

    @Test
    void aDirectoryInUseIsAFailureThatNamesTheProcess() {
        // Given
        try (DataDirectory held = DataDirectory.take(directory)) {
            // When
            int exitCode = demo();
            // Then
            assertThat(exitCode).isEqualTo(1);
            assertThat(err.toString())
                    .contains(held.root() + " is in use by process "
                            + ProcessHandle.current().pid())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aSignalStopsTheDemoCleanlyAndLeavesTheDirectoryFree() throws Exception {
        // Given
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DemoProcess.class.getName(),
                        "demo",
                        "--empty",
                        "--data",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(output).contains("Ctrl-C"));
            // When
            process.destroy();
            // Then
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(Files.readString(output)).contains("Stopping").doesNotContain("ERROR", "was ended");
        assertThat(directory.resolve(RunningStack.FILE)).doesNotExist();
        assertThat(directory.resolve("broker/logs/.kafka_cleanshutdown")).exists();
        DataDirectory.take(directory).close();
    }

    private int demo(String... options) {
        FakeParts parts = new FakeParts();
        CommandLine line = commandLine(List.of(new DemoCommand(parts, parts)));
        String[] args = new String[options.length + 3];
        args[0] = "demo";
        args[1] = "--data";
        args[2] = directory.toString();
        System.arraycopy(options, 0, args, 3, options.length);
        return line.execute(args);
    }

    private CommandLine commandLine(List<Object> commands) {
        return Main.commandLine(commands).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }
}
