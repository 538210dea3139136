package org.tiendo.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.Connection;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.PublicSerde;
import org.tiendo.streams.contract.Store;
import org.tiendo.streams.deadline.AlertPolicy;
import org.tiendo.streams.ingest.RegistryPatience;

class TiendoTopologyTest {
    private static final Pattern STORES = Pattern.compile("\\(stores: \\[([^]]*)]\\)");
    private static final Path GOLDEN = Path.of("../docs/topology.txt");

    @Test
    void theTopologyIsTheOneWrittenDown() throws IOException {
        // When
        String now = written(topology());

        // Then
        if (Boolean.getBoolean("tiendo.docs.write")) {
            Files.writeString(GOLDEN, now);
        }
        assertThat(now)
                .as("The topology differs from docs/topology.txt. Names of stores and internal topics are where an"
                        + " installation keeps its data: renaming one loses it, so a deployed topology may only"
                        + " grow, or is started under a fresh application id that reprocesses everything. If"
                        + " the change is meant: mvn -Dquick -pl streams-app -am test"
                        + " -Dtest=TiendoTopologyTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dtiendo.docs.write=true")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everythingIsNamedByUs() {
        assertThat(topology().describe().toString()).doesNotContain("KSTREAM-", "KTABLE-");
    }

    @Test
    void everyStoreOfTheCatalogueIsInTheTopology() {
        String description = topology().describe().toString();
        assertThat(PipelineStores.all()).extracting(Store::name).allMatch(description::contains);
    }

    /** The description, with each node's stores in alphabetical order: Kafka Streams lists them in any. */
    private static String written(Topology topology) {
        return STORES.matcher(topology.describe().toString())
                .replaceAll(stores -> Arrays.stream(stores.group(1).split(", "))
                        .sorted()
                        .collect(Collectors.joining(", ", "(stores: [", "])")));
    }

    private static Topology topology() {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "tiendo");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        Connection connection = new Connection("unused:1", "mock://topology");
        Pipeline pipeline = new Pipeline(
                8,
                Duration.ofMillis(100),
                connection.newRegistryClient(),
                PublicSerde.writing(connection.newSerializer()),
                AlertPolicy.USUAL,
                CalendarFile.bundled());
        return TiendoTopology.build(new StreamsConfig(properties), pipeline, new RegistryPatience());
    }
}
