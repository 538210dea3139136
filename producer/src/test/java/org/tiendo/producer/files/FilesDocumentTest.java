package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tiendo.v1.Status;

/** docs/files.md says of headers, statuses and codes what the code says. */
class FilesDocumentTest {
    @Test
    void theDocumentNamesEveryHeaderStatusAndCode() throws IOException {
        // When
        String document = Files.readString(Path.of("../docs/files.md"), StandardCharsets.UTF_8);

        // Then
        assertThat(document).contains(headers()).contains(statuses());
        assertThat(document)
                .contains(Arrays.stream(RowProblem.values()).map(Enum::name).toList());
        assertThat(document)
                .contains(Arrays.stream(FileProblem.values()).map(Enum::name).toList());
    }

    private static String headers() {
        return Arrays.stream(Column.values())
                .map(column -> "| " + String.join(" · ", column.headers()) + " |")
                .collect(Collectors.joining("\n"));
    }

    private static String statuses() {
        return Arrays.stream(Status.values())
                .map(status -> "| " + status + " | " + String.join(" · ", StatusWords.of(status)) + " |")
                .collect(Collectors.joining("\n"));
    }
}
