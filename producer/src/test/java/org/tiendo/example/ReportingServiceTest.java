package org.tiendo.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.Connection;

class ReportingServiceTest {
    @TempDir
    private Path directory;

    @Test
    void withoutALineTheReportIsSafeOnThisMachine() {
        // Given
        Connection nowhere = new Connection("127.0.0.1:1", "http://127.0.0.1:1", Map.of("max.block.ms", "100"));
        // When
        String said = ReportingService.report(nowhere, directory);
        // Then
        assertThat(said).startsWith("Safe on this machine, goes out by itself: ");
    }

    @Test
    void theJavadocOfProgressReporterQuotesThisCode() throws IOException {
        // Given
        String javadoc = Files.readString(Path.of("src/main/java/org/tiendo/producer/ProgressReporter.java"));
        String quoted = javadoc.substring(javadoc.indexOf("<pre>{@code\n") + 12, javadoc.indexOf(" * }</pre>"))
                .replaceAll("(?m)^ \\* ?", "");
        // Then
        assertThat(quoted.strip())
                .as("the Javadoc of ProgressReporter must quote ReportingService.report")
                .isEqualTo(example());
    }

    @Test
    void theDocumentQuotesThisCode() throws IOException {
        assertThat(Files.readString(Path.of("../docs/offline.md")))
                .as("docs/offline.md must quote ReportingService.report")
                .contains("```java\n" + example() + "\n```");
    }

    /** The body of the example's method. */
    private static String example() throws IOException {
        String source = Files.readString(Path.of("src/test/java/org/tiendo/example/ReportingService.java"));
        return source.substring(source.indexOf("        try (ProgressReporter"), source.lastIndexOf("    }\n}"))
                .stripTrailing()
                .stripIndent()
                .strip();
    }
}
