package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BulkSender;
import org.tiendo.producer.TestBroker;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenSecret;
import org.tiendo.producer.tokens.UnitToken;
import org.tiendo.v1.Unit;

class TokenCommandTest {
    private static final Instant NOW = Instant.parse("2025-06-30T18:00:00Z");

    @TempDir
    Path data;

    private final TestBroker broker = TestBroker.ready();
    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void publish() {
        new BulkSender(broker.producer())
                .send(
                        "xã-an-bình",
                        Topics.UNITS,
                        NOW,
                        "xã-an-bình",
                        Unit.newBuilder().setUnitId("xã-an-bình").build());
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void aNewTokenIsPrintedOnceAndKeptAsItsHash() throws IOException {
        // When
        int exit = token("create", "--unit", "xã-an-bình", "--expires", "2026-12-31", "--note", "chị Lan");

        // Then
        String secret = out.toString().strip();
        UnitToken kept = file().read().find(secret).orElseThrow();
        assertThat(exit).isZero();
        assertThat(TokenSecret.isWellFormed(secret)).isTrue();
        assertThat(kept.unit()).isEqualTo("xã-an-bình");
        assertThat(kept.created()).isEqualTo(NOW);
        assertThat(kept.expires()).isEqualTo(Instant.parse("2026-12-31T17:00:00Z"));
        assertThat(kept.note()).isEqualTo("chị Lan");
        assertThat(err.toString())
                .contains("Token " + kept.id() + " speaks for xã-an-bình")
                .contains("it was not checked")
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @CsvSource({"90d, 2025-09-28T18:00:00Z", "never,", "2025-07-01, 2025-07-01T17:00:00Z"})
    void aTokenExpiresAsAsked(String asked, Instant expires) throws IOException {
        // When
        int exit = token("create", "--all-units", "--expires", asked);

        // Then
        UnitToken kept = file().read().tokens().get(0);
        assertThat(exit).isZero();
        assertThat(kept.unit()).isNull();
        assertThat(kept.expires()).isEqualTo(expires);
    }

    @Test
    void withoutSayingItIsGoodForAYear() throws IOException {
        // When
        token("create", "--all-units");

        // Then
        assertThat(file().read().tokens().get(0).expires()).isEqualTo(Instant.parse("2026-06-30T18:00:00Z"));
    }

    @Test
    void whereUnitsArePublishedAnUnknownOneIsRefused() throws IOException {
        // Given
        askTheBroker();

        // When
        int exit = token("create", "--unit", "xã-an-binh");

        // Then
        assertThat(exit).isEqualTo(ProducerCommand.BAD_INPUT);
        assertThat(err.toString()).contains("no unit xã-an-binh is published. Did you mean xã-an-bình?");
        assertThat(out.toString()).isEmpty();
        assertThat(file().path()).doesNotExist();
        assertThat(token("create", "--unit", "xã-an-binh", "--unpublished")).isZero();
        assertThat(token("create", "--unit", "xa\u0303-an-bi\u0300nh")).isZero();
        assertThat(file().read().tokens().stream().map(UnitToken::unit)).containsExactly("xã-an-binh", "xã-an-bình");
    }

    @ParameterizedTest
    @CsvSource({
        "--unit, a b, must be an id",
        "--unit, a|b, must be an id",
        "--expires, 2025-06-30, is past",
        "--expires, soon, is neither a day",
        "--expires, 0d, is neither a day",
        "--expires, 2026-13-01, is neither a day"
    })
    void whatCannotBeUsedIsRefused(String option, String value, String why) {
        // When
        int exit = option.equals("--unit")
                ? token("create", option, value)
                : token("create", "--unit", "a", option, value);

        // Then
        assertThat(exit).isEqualTo(ProducerCommand.BAD_INPUT);
        assertThat(err.toString()).contains(why);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aTokenReachesOneUnitOrAll() {
        assertThat(token("create")).isEqualTo(ProducerCommand.BAD_INPUT);
        assertThat(token("create", "--unit", "a", "--all-units")).isEqualTo(ProducerCommand.BAD_INPUT);
        assertThat(file().path()).doesNotExist();
    }

    @Test
    void aRevokedTokenStaysInTheList() throws IOException {
        // Given
        token("create", "--unit", "a", "--note", "lost");
        String secret = out.toString().strip();
        String id = file().read().tokens().get(0).id();

        // When
        int exit = token("revoke", id);

        // Then
        assertThat(exit).isZero();
        assertThat(file().read().tokens().get(0).revoked()).isEqualTo(NOW);
        out.getBuffer().setLength(0);
        token("list");
        assertThat(out.toString()).containsPattern(id + " +revoked +a +2025-06-30T18:00:00Z .* lost");
        assertThat(token("revoke", secret)).isZero();
        assertThat(out.toString()).contains("was revoked already");
        assertThat(token("revoke", "nobody")).isEqualTo(ProducerCommand.BAD_INPUT);
        assertThat(err.toString()).contains("there is no such token");
    }

    @Test
    void theFileIsNamedByOptionElseByVariableElseByTheDataDirectory() {
        // Given
        environment.put("TIENDO_TOKENS", data.resolve("by-variable.json").toString());

        // When
        token("create", "--all-units");
        token(
                "create",
                "--all-units",
                "--tokens",
                data.resolve("by-option.json").toString());

        // Then
        assertThat(data.resolve("by-variable.json")).exists();
        assertThat(data.resolve("by-option.json")).exists();
        assertThat(data.resolve("tokens.json")).doesNotExist();
    }

    private TokenFile file() {
        return new TokenFile(data.resolve(TokenFile.NAME));
    }

    private void askTheBroker() {
        environment.put("TIENDO_BOOTSTRAP", "nowhere:9092");
        environment.put("TIENDO_REGISTRY", broker.connection().registryUrl());
    }

    private int token(String command, String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "token";
        all[1] = command;
        all[2] = "--data";
        all[3] = data.toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return ProducerMain.commandLine(new CommandContext(
                        environment,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        connection -> broker.producer(),
                        settings -> broker.consumer()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
