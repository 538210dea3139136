package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.RunningStack;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ConnectionOptionsTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void anOptionWinsOverTheEnvironmentWhichWinsOverTheFile() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("tiendo.properties"),
                "bootstrap=file:1\nregistry=http://file\nkafka.client.id=file\nkafka.linger.ms=7\nkafka.acks=all\n");
        Map<String, String> environment = Map.of(
                "TIENDO_REGISTRY", "http://environment",
                "TIENDO_KAFKA_CLIENT_ID", "environment",
                "TIENDO_KAFKA_LINGER_MS", "8");

        // When
        Connection connection = connection(
                environment, "--properties", file.toString(), "--bootstrap", "option:1", "--kafka", "client.id=option");

        // Then
        assertThat(connection)
                .isEqualTo(new Connection(
                        "option:1",
                        "http://environment",
                        Map.of("client.id", "option", "linger.ms", "8", "acks", "all")));
    }

    @Test
    void kafkaVariablesBecomeSettings() {
        // When
        Connection connection = connection(
                Map.of("TIENDO_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"), "--bootstrap", "b:1", "--registry", "http://r");

        // Then
        assertThat(connection.kafkaSettings()).containsExactly(Map.entry("security.protocol", "SASL_SSL"));
    }

    @Test
    void aSecretIsReadFromTheFileThatIsNamed() throws IOException {
        // Given
        Path secret = Files.writeString(directory.resolve("jaas"), "user and password\n");

        // When
        Connection connection = connection(
                Map.of("TIENDO_KAFKA_SASL_JAAS_CONFIG_FILE", secret.toString()),
                "--bootstrap",
                "b:1",
                "--registry",
                "http://r");

        // Then
        assertThat(connection.kafkaSettings()).containsEntry("sasl.jaas.config", "user and password");
        assertThat(connection.toString()).contains("sasl.jaas.config").doesNotContain("password");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        // Then
        assertThatThrownBy(() -> connection(Map.of("TIENDO_KAFKA_SASL_JAAS_CONFIG_FILE", "/nowhere/jaas")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("TIENDO_KAFKA_SASL_JAAS_CONFIG_FILE names /nowhere/jaas, which cannot be read");
    }

    @Test
    void theRunningStackIsFoundInItsDataDirectory() throws IOException {
        // Given
        Files.writeString(
                directory.resolve(RunningStack.FILE), "bootstrap=127.0.0.1:1\nregistry=http://r\nhttp=http://h\n");

        // Then
        assertThat(connection(Map.of(), "--data", directory.toString()))
                .isEqualTo(new Connection("127.0.0.1:1", "http://r"));
    }

    @Test
    void withoutAnyAddressItSaysWhatToDo() {
        // Then
        assertThatThrownBy(() -> connection(Map.of(), "--data", directory.toString()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("no running demo was found in " + directory);
    }

    @Test
    void halfAConnectionIsRefused() {
        // Then
        assertThatThrownBy(() -> connection(Map.of("TIENDO_BOOTSTRAP", "b:1")))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--bootstrap and --registry go together");
    }

    @Test
    void anUnknownKeyInTheFileIsAnError() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("tiendo.properties"), "bootsrap=b:1\n");

        // Then
        assertThatThrownBy(() -> connection(Map.of(), "--properties", file.toString()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("unknown key bootsrap. Did you mean bootstrap?");
    }

    @Test
    void whatIsSetByAnOptionOfItsOwnIsRefusedAmongKafkasSettings() {
        // Then
        assertThatThrownBy(() -> connection(
                        Map.of("TIENDO_KAFKA_BOOTSTRAP_SERVERS", "b:1"),
                        "--bootstrap",
                        "b:2",
                        "--registry",
                        "http://r"))
                .isInstanceOf(BadInputException.class)
                .hasMessage("the Kafka setting bootstrap.servers is set by --bootstrap or TIENDO_BOOTSTRAP; remove it");
    }

    @Test
    void aVariableAndItsFileTogetherAreAContradiction() {
        // Then
        assertThatThrownBy(() -> connection(Map.of("TIENDO_REGISTRY", "http://r", "TIENDO_REGISTRY_FILE", "secret")))
                .isInstanceOf(BadInputException.class)
                .hasMessage("TIENDO_REGISTRY and TIENDO_REGISTRY_FILE are both set; keep one");
    }

    private static Connection connection(Map<String, String> environment, String... arguments) {
        Probe probe = new Probe(new ConnectionOptions(environment));
        new CommandLine(probe).parseArgs(arguments);
        return probe.options.connection();
    }

    @Command
    private static final class Probe {
        @Mixin
        private final ConnectionOptions options;

        Probe(ConnectionOptions options) {
            this.options = options;
        }
    }
}
