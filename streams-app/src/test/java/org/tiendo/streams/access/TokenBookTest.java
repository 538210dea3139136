package org.tiendo.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenList;
import org.tiendo.producer.tokens.TokenSecret;
import org.tiendo.producer.tokens.UnitToken;

class TokenBookTest {
    private static final String SECRET = "tiendo_" + "s".repeat(43);

    @TempDir
    Path directory;

    private Instant now = TestIssuer.NOW;
    private long nanos;
    private TokenFile file;
    private TokenBook book;

    @BeforeEach
    void open() {
        file = new TokenFile(directory.resolve("tokens.json"));
        book = new TokenBook(file, () -> now, () -> nanos);
    }

    @Test
    void aTokenIsAcceptedOnceItIsMadeAndNotOnceItIsRevoked() {
        // Given
        assertThat(fault()).isEqualTo(TokenFault.TOKEN_UNKNOWN);
        assertThat(book.unreadiness()).isEmpty();

        // When / Then
        file.change(list -> list.with(token(null)));
        pass(1);
        assertThat(book.admit(SECRET)).isEqualTo(new Holder.OfUnit("token:abcd2345", "a"));
        file.change(list -> list.replacing(token(null).revokedAt(now)));
        pass(1);
        assertThat(fault()).isEqualTo(TokenFault.TOKEN_REVOKED);
        file.change(list -> TokenList.EMPTY);
        pass(1);
        assertThat(fault()).isEqualTo(TokenFault.TOKEN_UNKNOWN);
    }

    @Test
    void aTokenExpiresThoughTheFileStaysAsItIs() {
        // Given
        file.change(list -> list.with(token(now.plusSeconds(10))));
        book.admit(SECRET);

        // When
        now = now.plusSeconds(10);

        // Then
        assertThat(fault()).isEqualTo(TokenFault.TOKEN_EXPIRED);
    }

    @Test
    void aFileThatCannotBeUsedOpensNothingUntilItIsMended() throws IOException {
        // Given
        file.change(list -> list.with(token(null)));
        book.admit(SECRET);
        String good = Files.readString(file.path());

        // When
        for (String broken : new String[] {"", "{", good.replace("\"unit\"", "\"units\"")}) {
            Files.writeString(file.path(), broken);
            pass(1);

            // Then
            assertThat(fault()).isEqualTo(TokenFault.TOKENS_UNREADABLE);
            assertThat(book.unreadiness())
                    .singleElement()
                    .asString()
                    .contains("cannot be used")
                    .doesNotContain("tokens.json");
        }
        Files.writeString(file.path(), good);
        pass(1);
        assertThat(book.admit(SECRET).name()).isEqualTo("token:abcd2345");
        assertThat(book.unreadiness()).isEmpty();
    }

    @Test
    void aFileThatGoesAwayIsNotTakenForOneThatWasNeverMade() throws IOException {
        // Given
        file.change(list -> list.with(token(null)));
        book.admit(SECRET);

        // When
        Files.delete(file.path());
        pass(1);

        // Then
        assertThat(fault()).isEqualTo(TokenFault.TOKENS_UNREADABLE);
        pass(100);
        assertThat(fault()).isEqualTo(TokenFault.TOKENS_UNREADABLE);
        assertThat(book.unreadiness()).singleElement().asString().contains("cannot be used");
    }

    @Test
    void aFileThatEverybodyMayWriteOpensNothing() throws IOException {
        // Given
        file.change(list -> list.with(token(null)));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw-rw-"));

        // Then
        assertThat(fault()).isEqualTo(TokenFault.TOKENS_UNREADABLE);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        pass(1);
        assertThat(book.admit(SECRET).name()).isEqualTo("token:abcd2345");
    }

    private static UnitToken token(Instant expires) {
        return new UnitToken("abcd2345", "a", TokenSecret.hash(SECRET), TestIssuer.NOW, expires, null, "");
    }

    private TokenFault fault() {
        return catchThrowableOfType(RefusedToken.class, () -> book.admit(SECRET))
                .fault();
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }
}
