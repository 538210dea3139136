package org.tiendo.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.cli.LayeredSettings;
import org.tiendo.streams.access.AccessConfig;
import org.tiendo.streams.access.AccessConfig.JwtConfig;
import org.tiendo.streams.app.AppConfig.Clock;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;

class ConfigReaderTest {
    @TempDir
    Path directory;

    private final Map<Setting, String> options = new HashMap<>();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("TIENDO_BOOTSTRAP", "kafka:9092", "TIENDO_REGISTRY", "http://registry:8081"));

    @Test
    void onlyTheAddressesOfKafkaAndTheRegistryMustBeGiven() {
        // When
        AppConfig config = read(null);

        // Then
        assertThat(config)
                .isEqualTo(new AppConfig(
                        new Connection("kafka:9092", "http://registry:8081"),
                        new PipelineConfig(
                                "tiendo-3",
                                null,
                                Path.of(".tiendo-state"),
                                8,
                                -1,
                                2,
                                Duration.ofMillis(100),
                                Duration.ofMillis(100)),
                        new HttpConfig("127.0.0.1", 8080, null),
                        Clock.LIVE));
    }

    @Test
    void anOptionWinsOverTheEnvironmentWhichWinsOverTheFile() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("tiendo.properties"), "threads=3\npartitions=3\nclock=replay\nkafka.client.id=me\n");
        environment.put("TIENDO_THREADS", "4");
        environment.put("TIENDO_PARTITIONS", "4");
        environment.put("TIENDO_INSTANCE_ID", "");
        options.put(Setting.THREADS, "5");

        // When
        AppConfig config = read(file);

        // Then
        assertThat(config.pipeline().threads()).isEqualTo(5);
        assertThat(config.pipeline().partitions()).isEqualTo(4);
        assertThat(config.pipeline().instanceId()).isNull();
        assertThat(config.clock()).isEqualTo(Clock.REPLAY);
        assertThat(config.connection().kafkaSettings()).containsExactly(Map.entry("client.id", "me"));
    }

    @Test
    void everySettingCanBeGivenByItsVariable() {
        // Given
        environment.putAll(Map.of(
                "TIENDO_APPLICATION_ID", "a",
                "TIENDO_INSTANCE_ID", "i",
                "TIENDO_STATE_DIR", "s",
                "TIENDO_REPLICATION_FACTOR", "3",
                "TIENDO_SETTLE_MILLIS", "200",
                "TIENDO_COMMIT_MILLIS", "300",
                "TIENDO_HTTP_HOST", "0.0.0.0",
                "TIENDO_HTTP_PORT", "0",
                "TIENDO_ADVERTISED", "host:80",
                "TIENDO_CLOCK", "replay"));
        environment.putAll(Map.of(
                "TIENDO_AUTH", "on",
                "TIENDO_TOKENS", "/run/tokens.json",
                "TIENDO_JWKS", "https://id.example.vn/keys",
                "TIENDO_JWT_ISSUER", "https://id.example.vn",
                "TIENDO_JWT_AUDIENCE", "tiendo",
                "TIENDO_JWT_UNIT_CLAIM", "don_vi"));

        // When
        AppConfig config = read(null);

        // Then
        assertThat(config.pipeline())
                .isEqualTo(new PipelineConfig(
                        "a", "i", Path.of("s"), 8, 3, 2, Duration.ofMillis(200), Duration.ofMillis(300)));
        assertThat(config.http()).isEqualTo(new HttpConfig("0.0.0.0", 0, "host:80"));
        assertThat(config.access())
                .isEqualTo(new AccessConfig(
                        true,
                        Path.of("/run/tokens.json"),
                        new JwtConfig("https://id.example.vn/keys", "https://id.example.vn", "tiendo", "don_vi")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.7", "nowhere.invalid"})
    void withoutTokensTheApiListensForThisMachineAlone(String host) {
        // Given
        environment.put("TIENDO_HTTP_HOST", host);

        // Then
        assertRefused(
                null,
                "the API would listen on " + host + " and ask nobody for a token. Set auth to on (--auth on,"
                        + " TIENDO_AUTH=on) and make tokens with tiendo token create, or let it listen on 127.0.0.1"
                        + " (--http-host)");
        environment.put("TIENDO_AUTH", "on");
        assertThat(read(null).http().host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]"})
    void onThisMachineTokensAreNotNeeded(String host) {
        // Given
        environment.put("TIENDO_HTTP_HOST", host);

        // Then
        assertThat(read(null).access().on()).isFalse();
    }

    @Test
    void whoseJwtsAreAcceptedIsSaidWholly() {
        environment.put("TIENDO_JWKS", "http://id.example.vn/keys");
        assertRefused(null, "TIENDO_JWKS says whose tokens are accepted, but auth is off: set it to on");
        environment.put("TIENDO_AUTH", "on");
        assertRefused(
                null,
                "TIENDO_JWKS is 'http://id.example.vn/keys', expected an https URL (http on this machine alone), or a"
                        + " file");
        environment.put("TIENDO_JWKS", "keys.json");
        assertRefused(
                null,
                "nothing says what jwt-issuer is: give --jwt-issuer, set TIENDO_JWT_ISSUER, or write jwt-issuer= into"
                        + " the properties file");
        environment.put("TIENDO_JWT_ISSUER", "https://id.example.vn");
        environment.put("TIENDO_JWT_AUDIENCE", "tiendo");
        assertThat(read(null).access().jwt())
                .isEqualTo(new JwtConfig("keys.json", "https://id.example.vn", "tiendo", "unit"));
        environment.put("TIENDO_AUTH", "yes");
        assertRefused(null, "TIENDO_AUTH is 'yes', expected on or off");
    }

    @Test
    void whatCannotBeUsedIsNamedWithWhoSaidIt() throws IOException {
        Path file = Files.writeString(directory.resolve("t.properties"), "settle-millis=soon\n");
        assertRefused(file, "settle-millis in " + file + " is 'soon', expected a whole number from 10 to 60000");
        environment.put("TIENDO_CLOCK", "sundial");
        assertRefused(null, "TIENDO_CLOCK is 'sundial', expected live or replay");
        options.put(Setting.PARTITIONS, "0");
        assertRefused(null, "--partitions is '0', expected a whole number from 1 to 1000");
        options.put(Setting.REGISTRY, "registry:8081");
        assertRefused(null, "--registry is 'registry:8081', expected a URL such as http://registry:8081");
        options.put(Setting.BOOTSTRAP, "kafka");
        assertRefused(null, "--bootstrap is 'kafka', expected HOST:PORT");
    }

    @Test
    void whatIsMissingIsNamedWithTheWaysToGiveIt() {
        // Given
        environment.clear();

        // Then
        assertRefused(
                null,
                "nothing says what bootstrap is: give --bootstrap, set TIENDO_BOOTSTRAP, or write bootstrap= into the"
                        + " properties file");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("t.properties"), "setle-milis=100\n");

        // Then
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("unknown key setle-milis. Did you mean settle-millis?");
    }

    @Test
    void aStrayVariableIsToldWithTheNearestKnownOne() {
        // Given
        Map<String, String> variables =
                Map.of("TIENDO_PARTITONS", "3", "TIENDO_LOG", "json", "TIENDO_KAFKA_ACKS", "all");

        // Then
        assertThat(LayeredSettings.read(variables, null, Setting.keys()).strayVariables(Setting.keys()))
                .containsExactly(Map.entry("TIENDO_PARTITONS", "TIENDO_PARTITIONS"));
    }

    @Test
    void aKafkaSettingThatWouldNotTakeEffectIsRefused() {
        // Given
        environment.put("TIENDO_KAFKA_PROCESSING_GUARANTEE", "at_least_once");

        // Then
        assertRefused(null, "the Kafka setting processing.guarantee cannot be set: Tiendo relies on exactly_once_v2");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(message);
    }

    private AppConfig read(Path file) {
        return new ConfigReader(options, LayeredSettings.read(environment, file, Setting.keys())).read(Map.of());
    }
}
