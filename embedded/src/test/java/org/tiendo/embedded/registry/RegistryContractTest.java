package org.tiendo.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/**
 * What Tiendo needs of any schema registry: the same rules, whoever serves them. Which subjects an id belongs to is asked
 * by {@code /schemas/ids/ID/versions}: not every registry has {@code /schemas/ids/ID/subjects}.
 */
abstract class RegistryContractTest {
    private static final int UNKNOWN_ID = 987_654;

    static {
        TrustedClasses.addContracts();
    }

    /** Ours alone, also on a registry that others use. */
    private final String topic = "contract-" + UUID.randomUUID();

    private final String subject = topic + "-value";

    /** Base URL of a registry that demands FULL_TRANSITIVE compatibility. */
    abstract String url();

    @Test
    void registeringTwiceAnswersTheSameId() throws Exception {
        // Given
        SchemaRegistryClient client = client();
        int first = client.register(subject, person());
        // When
        int second = client().register(subject, person());
        // Then
        assertThat(second).isEqualTo(first);
        assertThat(client.getAllVersions(subject)).containsExactly(1);
        assertThat(client.getAllSubjects()).contains(subject);
    }

    @Test
    void aRegisteredSchemaIsFoundByItsTextItsIdAndItsVersion() throws Exception {
        // Given
        int id = client().register(subject, person());
        // When
        SchemaRegistryClient client = client();
        // Then
        assertThat(client.getId(subject, person())).isEqualTo(id);
        assertThat(client.getVersion(subject, person())).isEqualTo(1);
        assertThat(client.getSchemaById(id).rawSchema()).isEqualTo(person().rawSchema());
        assertThat(client.getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
        assertThat(client.getSchemaMetadata(subject, 1).getId()).isEqualTo(id);
        assertThat(client.getAllVersionsById(id))
                .anySatisfy(found -> assertThat(found.getSubject()).isEqualTo(subject));
    }

    @Test
    void aCompatibleSchemaBecomesTheNextVersion() throws Exception {
        // Given
        SchemaRegistryClient client = client();
        int first = client.register(subject, person());
        AvroSchema withNote = new AvroSchema(
                builder().requiredString("name").optionalString("note").endRecord());
        // When
        boolean compatible = client.testCompatibility(subject, withNote);
        int second = client.register(subject, withNote);
        // Then
        assertThat(compatible).isTrue();
        assertThat(second).isNotEqualTo(first);
        assertThat(client.getAllVersions(subject)).containsExactly(1, 2);
    }

    @Test
    void anIncompatibleSchemaIsRefused() throws Exception {
        // Given
        SchemaRegistryClient client = client();
        client.register(subject, person());
        AvroSchema withNewDuty = new AvroSchema(
                builder().requiredString("name").requiredInt("age").endRecord());
        // When
        RestClientException refusal = refusal(() -> client.register(subject, withNewDuty));
        // Then
        assertThat(refusal.getStatus()).isEqualTo(409);
        assertThat(refusal.getErrorCode()).isEqualTo(409);
        assertThat(client.testCompatibility(subject, withNewDuty)).isFalse();
    }

    @Test
    void theUnknownIsSaidToBeUnknown() throws Exception {
        // Given
        SchemaRegistryClient client = client();
        client.register(subject, person());
        AvroSchema other = new AvroSchema(builder().requiredString("other").endRecord());
        // When / Then
        assertThat(refusal(() -> client.getSchemaById(UNKNOWN_ID)).getErrorCode())
                .isEqualTo(40403);
        assertThat(refusal(() -> client.getAllVersions(subject + "-absent")).getErrorCode())
                .isEqualTo(40401);
        assertThat(refusal(() -> client.getSchemaMetadata(subject, 7)).getErrorCode())
                .isEqualTo(40402);
        assertThat(refusal(() -> client.getId(subject, other)).getErrorCode()).isEqualTo(40403);
    }

    @Test
    void aReportSurvivesConfluentsSerializers() throws Exception {
        // Given
        Schema schema = AvroSchemaUtils.getSchema(report(), false, false, true);
        int id = client().register(subject, new AvroSchema(schema));
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(client());
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(client())) {
            serializer.configure(settings(), false);
            deserializer.configure(settings(), false);
            // When
            byte[] bytes = serializer.serialize(topic, report());
            Object back = deserializer.deserialize(topic, bytes);
            // Then
            assertThat(schema.toString()).doesNotContain("avro.java.string");
            assertThat(bytes[0]).isZero();
            assertThat(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt()).isEqualTo(id);
            assertThat(back).isInstanceOf(ProgressReport.class).isEqualTo(report());
        }
    }

    @Test
    void aSchemaThatWasNotDeployedIsNotRegisteredByAWriter() {
        // Given
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(client())) {
            serializer.configure(settings(), false);
            // When
            SerializationException refusal =
                    catchThrowableOfType(SerializationException.class, () -> serializer.serialize(topic, report()));
            // Then
            assertThat(refusal).hasRootCauseInstanceOf(RestClientException.class);
            assertThat(refusal(() -> client().getAllVersions(subject)).getErrorCode())
                    .isEqualTo(40401);
        }
    }

    /** A client without memory of earlier answers. */
    private SchemaRegistryClient client() {
        return new CachedSchemaRegistryClient(url(), 100);
    }

    private Map<String, Object> settings() {
        return Map.of(
                "schema.registry.url", url(),
                "auto.register.schemas", "false",
                "specific.avro.reader", "true",
                "avro.remove.java.properties", "true");
    }

    private static RestClientException refusal(ThrowingCallable call) {
        return catchThrowableOfType(RestClientException.class, call);
    }

    private AvroSchema person() {
        return new AvroSchema(builder().requiredString("name").endRecord());
    }

    /** Its own record name for each test: equal texts would share one id. */
    private SchemaBuilder.FieldAssembler<Schema> builder() {
        return SchemaBuilder.record("Person" + topic.replace("-", "")).fields();
    }

    private static ProgressReport report() {
        return ProgressReport.newBuilder()
                .setReportId("r-1")
                .setTaskId("lam-dong-city.t-081")
                .setUnitId("phường-1")
                .setStatus(Status.IN_PROGRESS)
                .setPercent(40)
                .setAsOf(LocalDate.of(2024, 2, 29))
                .setReportedAt(Instant.parse("2024-03-01T02:00:00Z"))
                .setEvidence(List.of(Evidence.newBuilder()
                        .setNumber("12/BC")
                        .setTitle("Báo cáo")
                        .build()))
                .build();
    }
}
