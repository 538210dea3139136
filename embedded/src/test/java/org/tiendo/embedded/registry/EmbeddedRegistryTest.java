package org.tiendo.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {
    @TempDir
    Path directory;

    @Test
    void idsVersionsLevelsAndAddressSurviveARestart() throws Exception {
        // Given
        String url;
        int first;
        int second;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            url = registry.url();
            SchemaRegistryClient client = client(registry);
            first = client.register("a-value", schema("A"));
            second = client.register("b-value", schema("B"));
            client.updateCompatibility("b-value", "NONE");
        }
        // When
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            SchemaRegistryClient client = client(registry);
            // Then
            assertThat(registry.url()).isEqualTo(url);
            assertThat(client.getId("a-value", schema("A"))).isEqualTo(first);
            assertThat(client.getLatestSchemaMetadata("b-value").getId()).isEqualTo(second);
            assertThat(client.getCompatibility("b-value")).isEqualTo("NONE");
            assertThat(client.getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
            assertThat(client.register("c-value", schema("C"))).isEqualTo(second + 1);
        }
    }

    @Test
    void aLastLineCutShortIsForgottenAndTheRestKept() throws Exception {
        // Given
        int id;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            id = client(registry).register("a-value", schema("A"));
        }
        Files.writeString(journal(), "{\"subject\":\"b-value\",\"ver", StandardOpenOption.APPEND);
        // When
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            client(registry).register("c-value", schema("C"));
        }
        // Then
        assertThat(Files.readAllLines(journal())).hasSize(2);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            assertThat(client(registry).getAllSubjects()).containsExactly("a-value", "c-value");
            assertThat(client(registry).getId("a-value", schema("A"))).isEqualTo(id);
        }
    }

    @Test
    void damageBeforeTheLastLineStopsTheStartNamingTheLine() throws Exception {
        // Given
        Files.writeString(journal(), "not JSON\n{\"compatibility\":\"NONE\"}\n");
        // When / Then
        assertThatThrownBy(() -> EmbeddedRegistry.start(directory)).hasMessageContaining("schemas.ndjson, line 1");
    }

    @Test
    void aSchemaUnderTwoSubjectsHasOneId() throws Exception {
        // Given
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            int first = client(registry).register("a-value", schema("Same"));
            // When
            int second = client(registry).register("b-value", schema("Same"));
            // Then
            assertThat(second).isEqualTo(first);
            assertThat(client(registry).getAllSubjectsById(first)).containsExactly("a-value", "b-value");
        }
    }

    @Test
    void badRequestsAreRefusedWithConfluentsCodes() throws Exception {
        // Given
        try (EmbeddedRegistry registry = EmbeddedRegistry.start(directory)) {
            SchemaRegistryClient client = client(registry);
            client.register("a-value", schema("A"));
            // When
            HttpResponse<String> garbage = post(registry, "/subjects/a-value/versions", "{\"schema\":\"{}\"}");
            HttpResponse<String> version = post(registry, "/compatibility/subjects/a-value/versions/no", "{}");
            RestClientException level = catchThrowableOfType(
                    RestClientException.class, () -> client.updateCompatibility("a-value", "SOMETIMES"));
            // Then
            assertThat(garbage.statusCode()).isEqualTo(422);
            assertThat(garbage.body()).contains("\"error_code\":42201", "\"message\":");
            assertThat(garbage.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
            assertThat(version.statusCode()).isEqualTo(422);
            assertThat(level.getErrorCode()).isEqualTo(42203);
            assertThat(post(registry, "/subjects/a-value/versions", "no JSON").statusCode())
                    .isEqualTo(400);
            assertThat(post(registry, "/nothing", "{}").statusCode()).isEqualTo(404);
        }
    }

    private Path journal() {
        return directory.resolve("schemas.ndjson");
    }

    private static SchemaRegistryClient client(EmbeddedRegistry registry) {
        return new CachedSchemaRegistryClient(List.of(registry.url()), 100);
    }

    private static AvroSchema schema(String name) {
        return new AvroSchema(
                SchemaBuilder.record(name).fields().requiredString("name").endRecord());
    }

    private static HttpResponse<String> post(EmbeddedRegistry registry, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
