package org.tiendo.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.producer.cli.LayeredSettings;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What must hold of the compose files whatever else is changed in them. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..");
    private static final String MAIN = "docker-compose.yml";
    private static final Set<String> JOBS = Set.of("setup", "producer", "token");
    private static final List<String> INSTANCES = List.of("streams-1", "streams-2");

    @ParameterizedTest
    @ValueSource(strings = {MAIN, "docker-compose.karapace.yml", "docker-compose.confluent.yml"})
    void portsAreOfThisMachineOnlyAndImagesAreOfOneVersion(String file) throws IOException {
        services(file).forEach((name, service) -> {
            assertThat(texts(service.get("ports"))).as(name).allMatch(port -> port.startsWith("127.0.0.1:"));
            if (service.get("image") instanceof String image) {
                assertThat(image).as(name).matches("[^@]+:v?\\d+\\.\\d+\\.\\d+(\\.Final)?");
                assertThat(String.valueOf(service.get("user"))).as(name).doesNotMatch("null|root.*|0(:.*)?");
            }
        });
    }

    @Test
    void whatRunsIsCheckedAndWhatEndsIsNotStartedAgain() throws IOException {
        services(MAIN).forEach((name, service) -> {
            if (JOBS.contains(name)) {
                assertThat(service).as(name).containsEntry("restart", "no");
            } else {
                assertThat(service).as(name).containsEntry("restart", "unless-stopped");
                // The instances are checked by their image.
                assertThat(service.containsKey("healthcheck") || INSTANCES.contains(name))
                        .as(name)
                        .isTrue();
            }
            map(service.get("depends_on"))
                    .forEach((other, how) -> assertThat(map(how))
                            .as(name + " after " + other)
                            .containsEntry(
                                    "condition",
                                    JOBS.contains(other) ? "service_completed_successfully" : "service_healthy"));
        });
    }

    @Test
    void instancesReadTheirSettingsAndDifferInWhatIsTheirOwn() throws IOException {
        // Given
        Map<String, Map<String, Object>> services = services(MAIN);
        List<AppConfig> configs = new ArrayList<>();
        Set<Object> volumes = new HashSet<>();
        for (String instance : INSTANCES) {
            // When
            Map<String, String> environment = new HashMap<>();
            map(services.get(instance).get("environment"))
                    .forEach((key, value) -> environment.put(key, String.valueOf(value)));
            environment.put("TIENDO_HTTP_HOST", "0.0.0.0");
            LayeredSettings layers = LayeredSettings.read(environment, null, Setting.keys());
            AppConfig config = new ConfigReader(Map.of(), layers).read(Map.of());
            // Then
            assertThat(layers.strayVariables(Setting.keys())).isEmpty();
            int port = config.http().port();
            assertThat(config.http().advertised()).isEqualTo(instance + ".localhost:" + port);
            assertThat(texts(services.get(instance).get("ports"))).containsExactly("127.0.0.1:" + port + ":" + port);
            configs.add(config);
            volumes.addAll(texts(services.get(instance).get("volumes")));
        }
        // Each has two volumes of its own, and all have that of the tokens, which none of them writes.
        assertThat(volumes).hasSize(2 * INSTANCES.size() + 1).contains("tokens:/var/lib/tiendo-tokens:ro");
        assertThat(texts(services.get("token").get("volumes"))).containsExactly("tokens:/var/lib/tiendo-tokens");
        assertThat(map(services.get("token").get("environment")).get("TIENDO_TOKENS"))
                .isEqualTo("/var/lib/tiendo-tokens/tokens.json");
        assertThat(configs).allSatisfy(config -> {
            assertThat(config.access().on()).isTrue();
            assertThat(config.access().tokens()).isEqualTo(Path.of("/var/lib/tiendo-tokens/tokens.json"));
        });
        PipelineConfig first = configs.get(0).pipeline();
        PipelineConfig second = configs.get(1).pipeline();
        assertThat(first.instanceId()).isNotNull().isNotEqualTo(second.instanceId());
        assertThat(first.applicationId()).isEqualTo(second.applicationId());
        assertThat(configs.get(0).connection()).isEqualTo(configs.get(1).connection());
        assertThat(texts(services.get("setup").get("command")))
                .containsSequence("--partitions", String.valueOf(first.partitions()))
                .containsSequence("--replication-factor", String.valueOf(first.replicationFactor()));
        assertThat(first.partitions()).isEqualTo(second.partitions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.karapace.yml", "docker-compose.confluent.yml"})
    void anotherRegistryIsToldToEveryoneWhoAsksIt(String file) throws IOException {
        // Given
        Set<String> asking = new HashSet<>();
        services(MAIN).forEach((name, service) -> {
            if (service.get("environment").toString().contains("http://registry:")) {
                asking.add(name);
            }
        });
        // When
        Map<String, Map<String, Object>> overriding = services(file);
        // Then
        assertThat(overriding.keySet()).contains("registry").containsAll(asking);
        asking.forEach(
                name -> assertThat(overriding.get(name).get("environment").toString())
                        .as(name)
                        .contains("http://registry:8081"));
    }

    @Test
    void imagesOfOurOwnAreOfOneVersionAndDoNotRunAsRoot() throws IOException {
        // Given
        List<String> lines = Files.readAllLines(ROOT.resolve("Dockerfile"));
        // Then
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ") && !line.startsWith("FROM runtime")))
                .isNotEmpty()
                .allMatch(line -> line.matches("FROM \\S+:\\S*\\d+\\.\\d+\\.\\d+\\S* AS \\S+"));
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")))
                .hasSize(2)
                .containsOnly("USER 10001:10001");
        assertThat(lines).contains("HEALTHCHECK NONE").anyMatch(line -> line.startsWith("HEALTHCHECK --interval"));
    }

    private static Map<String, Map<String, Object>> services(String file) throws IOException {
        Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(ROOT.resolve(file)));
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        map(map(root).get("services")).forEach((name, service) -> services.put(name, map(service)));
        assertThat(services).isNotEmpty();
        return services;
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value != null) {
            ((Map<?, ?>) value).forEach((key, one) -> map.put(String.valueOf(key), one));
        }
        return map;
    }

    private static List<String> texts(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
