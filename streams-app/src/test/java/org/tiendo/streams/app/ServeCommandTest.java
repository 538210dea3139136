package org.tiendo.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void everySettingIsInTheHelp() {
        // When
        int exitCode = serve("--help");

        // Then
        assertThat(exitCode).isZero();
        for (Setting setting : Setting.values()) {
            assertThat(out.toString()).contains(setting.options());
        }
    }

    @Test
    void wrongUsageEndsWithTwoAndOneLine() {
        // When
        int exitCode = serve("--bootstrap", "kafka:9092");

        // Then
        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("nothing says what registry is");
    }

    @Test
    void anUnknownLogFormatIsWrongUsage() {
        // Given
        environment.put("TIENDO_LOG", "xml");

        // Then
        assertThat(serve()).isEqualTo(2);
        assertThat(err.toString()).contains("TIENDO_LOG is 'xml', expected text or json");
    }

    @Test
    void aKafkaOutOfReachEndsWithOneAndOneLine() {
        // Given
        environment.put("TIENDO_KAFKA_DEFAULT_API_TIMEOUT_MS", "600");
        environment.put("TIENDO_KAFKA_REQUEST_TIMEOUT_MS", "300");

        // When
        int exitCode =
                serve("--bootstrap", "127.0.0.1:1", "--registry", "mock://r", "--state-dir", directory.toString());

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("127.0.0.1:1", "Check that it runs");
    }

    @Test
    void aStateDirectoryThatCannotBeMadeEndsWithOneAndOneLine() throws IOException {
        // Given
        Path file = Files.createFile(directory.resolve("file"));

        // When
        int exitCode = serve("--bootstrap", "127.0.0.1:1", "--registry", "mock://r", "--state-dir", file + "/below");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString().lines()).singleElement().asString().contains("--state-dir " + file);
    }

    private int serve(String... arguments) {
        CommandLine line = ServeCommand.commandLine(environment);
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
