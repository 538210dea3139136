package org.tiendo.producer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.OperationFailedException;

class TokenFileTest {
    @TempDir
    Path directory;

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        // Given
        TokenFile file = new TokenFile(directory.resolve("new").resolve(TokenFile.NAME));

        // When
        file.change(list -> list.with(token(1)));

        // Then
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(file.read().tokens()).containsExactly(token(1));
        try (var left = Files.list(directory.resolve("new"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
        }
    }

    @Test
    void changesAtTheSameMomentAreAllKept() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Path path = directory.resolve(TokenFile.NAME);

        // When
        try {
            List<Future<TokenList>> changes = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> new TokenFile(path).change(list -> list.with(token(i)))))
                    .toList();
            for (Future<TokenList> change : changes) {
                change.get();
            }
        } finally {
            threads.shutdownNow();
        }

        // Then
        assertThat(new TokenFile(path).read().tokens()).hasSize(40);
    }

    @Test
    void aBrokenFileIsNotWrittenOver() throws IOException {
        // Given
        Path path = Files.writeString(directory.resolve(TokenFile.NAME), "{\"version\":1,");

        // When / Then
        assertThatThrownBy(() -> new TokenFile(path).change(list -> list.with(token(1))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("not JSON");
        assertThat(path).hasContent("{\"version\":1,");
    }

    @Test
    void aFileThatEverybodyMayWriteIsNotBelieved() throws IOException {
        // Given
        TokenFile file = new TokenFile(directory.resolve(TokenFile.NAME));
        file.change(list -> list.with(token(1)));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-rw-"));

        // When / Then
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("chmod 600");
    }

    @Test
    void anAbsentFileIsNoEmptyOne() {
        assertThatThrownBy(() -> new TokenFile(directory.resolve(TokenFile.NAME)).read())
                .isInstanceOf(NoSuchFileException.class);
    }

    private static UnitToken token(int number) {
        return new UnitToken(
                "token" + number,
                "unit",
                TokenSecret.hash("secret" + number),
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                null,
                "");
    }
}
