package org.tiendo.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.RunningStack;

class DataDirectoryTest {
    private static final RunningStack STACK =
            new RunningStack("127.0.0.1:1", "http://127.0.0.1:2", "http://127.0.0.1:3");

    @TempDir
    Path directory;

    @Test
    void oneHolderAtATime() {
        // Given
        try (DataDirectory held = DataDirectory.take(directory)) {
            // When / Then
            assertThatThrownBy(() -> DataDirectory.take(directory))
                    .isInstanceOf(DataDirectoryInUse.class)
                    .hasMessageContaining(held.root().toString())
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
        }
        DataDirectory.take(directory).close();
    }

    @Test
    void aLockFileLeftBehindByAKilledProcessHoldsNobodyBack() throws Exception {
        // Given
        Files.writeString(directory.resolve("lock"), "1\n");
        Files.writeString(directory.resolve(RunningStack.FILE), STACK.asProperties(1));
        // When
        try (DataDirectory taken = DataDirectory.take(directory)) {
            // Then
            assertThat(taken.root().resolve(RunningStack.FILE)).doesNotExist();
        }
    }

    @Test
    void addressesOfAProcessThatIsGoneAreNotBelieved() throws Exception {
        // Given
        Process gone = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        gone.waitFor();
        // When
        Files.writeString(directory.resolve(RunningStack.FILE), STACK.asProperties(gone.pid()));
        // Then
        assertThat(RunningStack.find(directory)).isEmpty();
    }

    @Test
    void closingTwiceDoesNotTouchWhatTheNextHolderWrote() {
        // Given
        DataDirectory first = DataDirectory.take(directory);
        first.close();
        try (DataDirectory second = DataDirectory.take(directory)) {
            second.announce(STACK);
            // When
            first.close();
            // Then
            assertThat(RunningStack.find(directory)).contains(STACK);
        }
    }
}
