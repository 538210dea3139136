package org.tiendo.streams.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerKeysTest {
    private static final RSAKey OLD = TestIssuer.newRsa(2048, "old", null, KeyUse.SIGNATURE);
    private static final RSAKey NEW = TestIssuer.newRsa(2048, "new", null, KeyUse.SIGNATURE);
    private static final RSAKey WEAK = TestIssuer.newRsa(1024, "weak", null, KeyUse.SIGNATURE);

    private String published = TestIssuer.jwksOf(OLD);
    private boolean down;
    private int read;
    private long nanos;
    private final IssuerKeys keys = new IssuerKeys(this::read, TestDoors.RHYTHM, () -> nanos);

    private String read() throws IOException {
        read++;
        if (down) {
            throw new IOException("down");
        }
        return published;
    }

    @Test
    void keysAreReadOnceForManyTokens() {
        for (int i = 0; i < 100; i++) {
            assertThat(keys.candidates(header("old"))).hasSize(1);
        }
        assertThat(read).isEqualTo(1);
    }

    @Test
    void aNewKeyIsFoundWhenATokenNamesIt() {
        // Given
        keys.candidates(header("old"));
        published = TestIssuer.jwksOf(NEW);
        pass(Duration.ofSeconds(31));

        // When / Then
        assertThat(keys.candidates(header("new"))).hasSize(1);
        assertThat(faultOf("old")).isEqualTo(TokenFault.JWT_KEY_UNKNOWN);
    }

    @Test
    void unknownKeysCannotMakeItAskTheIssuerMoreOften() {
        // Given
        keys.candidates(header("old"));

        // When
        for (int second = 0; second < 300; second++) {
            assertThat(faultOf("forged-" + second)).isEqualTo(TokenFault.JWT_KEY_UNKNOWN);
            pass(Duration.ofSeconds(1));
        }

        // Then
        assertThat(read).isBetween(9, 11);
    }

    @Test
    void whileTheIssuerIsDownKnownKeysAreGoodAndUnknownOnesAreNotRefusedForGood() {
        // Given
        keys.candidates(header("old"));
        down = true;
        pass(Duration.ofMinutes(10));

        // When / Then
        assertThat(keys.candidates(header("old"))).hasSize(1);
        assertThat(faultOf("new")).isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
        assertThat(read).isEqualTo(2);

        pass(Duration.ofHours(6));
        assertThat(faultOf("old")).as("after all too long").isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
        down = false;
        pass(Duration.ofSeconds(31));
        assertThat(keys.candidates(header("old"))).hasSize(1);
    }

    @Test
    void anIssuerThatNeverAnsweredLetsNobodyInAndIsAskedAgain() {
        down = true;
        assertThat(faultOf("old")).isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
        assertThat(faultOf("old")).isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
        assertThat(read).isEqualTo(1);
        down = false;
        pass(Duration.ofSeconds(31));
        assertThat(keys.candidates(header("old"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "<html>",
                "{\"keys\":[]}",
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"old\",\"k\":\"AAAA\"}]}"
            })
    void anAnswerWithoutPublicKeysIsNoAnswer(String answer) {
        published = answer;
        assertThat(faultOf("old")).isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
    }

    @Test
    void aWeakKeyIsNoKey() {
        published = TestIssuer.jwksOf(OLD, WEAK);
        assertThat(faultOf("weak")).isEqualTo(TokenFault.JWT_KEY_UNKNOWN);
    }

    @Test
    void othersDoNotWaitWhileOneAsks() throws Exception {
        // Given
        CountDownLatch asking = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        KeySource waiting = () -> {
            asking.countDown();
            return answer.join();
        };
        IssuerKeys slow = new IssuerKeys(waiting, TestDoors.RHYTHM, () -> nanos);
        ExecutorService thread = Executors.newSingleThreadExecutor();

        // When
        try {
            var first = thread.submit(() -> slow.candidates(header("old")).size());
            asking.await();
            RefusedToken second = catchThrowableOfType(RefusedToken.class, () -> slow.candidates(header("old")));

            // Then
            assertThat(second.fault()).isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
            answer.complete(published);
            assertThat(first.get()).isEqualTo(1);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aFileIsReadAgainSoonAfterItChanges(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("jwks.json"), TestIssuer.jwksOf(OLD));
        IssuerKeys inFile = IssuerKeys.in(file, () -> nanos);
        assertThat(inFile.candidates(header("old"))).hasSize(1);

        // When
        Files.writeString(file, TestIssuer.jwksOf(NEW));
        pass(Duration.ofSeconds(3));

        // Then
        assertThat(inFile.candidates(header("new"))).hasSize(1);
        Files.writeString(file, " ".repeat(IssuerKeys.LARGEST_BYTES) + TestIssuer.jwksOf(OLD));
        pass(Duration.ofMinutes(2));
        assertThat(catchThrowableOfType(RefusedToken.class, () -> inFile.candidates(header("new")))
                        .fault())
                .isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
    }

    @Test
    void aUrlIsAskedAndNoOtherThatItSendsOnTo() throws IOException {
        // Given
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = published.getBytes(StandardCharsets.UTF_8);
        server.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[IssuerKeys.LARGEST_BYTES]);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();

        // When / Then
        try {
            assertThat(IssuerKeys.at(URI.create(base + "/keys"), () -> nanos).candidates(header("old")))
                    .hasSize(1);
            for (String path : new String[] {"/elsewhere", "/huge", "/absent"}) {
                IssuerKeys other = IssuerKeys.at(URI.create(base + path), () -> nanos);
                assertThat(catchThrowableOfType(RefusedToken.class, () -> other.candidates(header("old")))
                                .fault())
                        .as(path)
                        .isEqualTo(TokenFault.JWT_KEYS_UNREACHABLE);
            }
        } finally {
            server.stop(0);
        }
    }

    private TokenFault faultOf(String keyId) {
        return catchThrowableOfType(RefusedToken.class, () -> keys.candidates(header(keyId)))
                .fault();
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    }
}
