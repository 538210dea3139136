package org.tiendo.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningStackTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void aStackIsFoundByTheAddressesItLeft() throws IOException {
        // Given
        Files.writeString(
                directory.resolve(RunningStack.FILE),
                "bootstrap=127.0.0.1:1234\nregistry=http://127.0.0.1:1235\nhttp=http://127.0.0.1:8080\n");

        // Then
        assertThat(RunningStack.find(directory))
                .contains(new RunningStack("127.0.0.1:1234", "http://127.0.0.1:1235", "http://127.0.0.1:8080"));
    }

    @Test
    void anEmptyDirectoryHasNone() {
        // Then
        assertThat(RunningStack.find(directory)).isEmpty();
        assertThat(RunningStack.find(directory.resolve("missing"))).isEmpty();
    }

    @Test
    void aFileThatLacksAnAddressIsRefused() throws IOException {
        // Given
        Files.writeString(directory.resolve(RunningStack.FILE), "bootstrap=127.0.0.1:1234\n");

        // Then
        assertThatThrownBy(() -> RunningStack.find(directory))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has no registry");
    }
}
