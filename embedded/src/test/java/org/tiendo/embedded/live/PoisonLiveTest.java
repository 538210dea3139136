package org.tiendo.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.producer.setup.SchemaSetup;
import org.tiendo.v1.ProgressReport;

/** What no program can read ends up in the dead letters with its reason and origin; its neighbours are counted. */
class PoisonLiveTest {
    private static final long AT = 1_741_000_000_000L;

    private static LiveStack stack;
    private static long sent;
    private static KafkaProducer<String, byte[]> kafka;
    private static final ReportStream STREAM = new ReportStream();

    @BeforeAll
    static void start() {
        stack = LiveStack.start("poison");
        kafka = new KafkaProducer<>(stack.connection().producerSettings());
        stack.replay(STREAM.setUp());
    }

    @AfterAll
    static void stop() {
        kafka.close();
        stack.close();
    }

    @Test
    void poisonOnAnyInputIsKeptAsideWithItsOriginAndItsNeighboursAreCounted() throws Exception {
        // Given
        Map<String, byte[]> values = new TreeMap<>();
        Map<String, String> codes = new TreeMap<>();
        // When
        for (Topic topic : Topics.INPUTS) {
            report(5);
            for (Poison poison : poisons(topic)) {
                RecordMetadata sent = kafka.send(new ProducerRecord<>(topic.name(), 0, AT, "poison", poison.value()))
                        .get();
                String origin = sent.topic() + "-" + sent.partition() + "@" + sent.offset();
                values.put(origin, poison.value() == null ? new byte[0] : poison.value());
                codes.put(origin, poison.code());
            }
            report(5);
        }
        stack.awaitConsumed();
        // Then
        stack.awaitReceived(sent);
        DisturbedRun.assertBalanced(stack.api());
        assertThat(stack.api().status("/health/ready")).isEqualTo(200);
        Map<String, ConsumerRecord<byte[], byte[]>> letters = letters();
        assertThat(letters.keySet()).containsExactlyInAnyOrderElementsOf(codes.keySet());
        codes.forEach((origin, code) -> {
            ConsumerRecord<byte[], byte[]> letter = letters.get(origin);
            byte[] value = values.get(origin);
            assertThat(DeadLetters.header(letter, "tiendo.code")).as(origin).isEqualTo(code);
            assertThat(DeadLetters.header(letter, "tiendo.reason")).isNotBlank();
            assertThat(DeadLetters.text(letter.key())).isEqualTo("poison");
            if (value.length == 0) {
                assertThat(letter.value()).isNull();
            } else {
                assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, Math.min(value.length, 32 * 1024)));
                assertThat(DeadLetters.header(letter, "tiendo.sha-256")).isEqualTo(sha256(value));
            }
        });
    }

    @Test
    void aRegistryOutageMakesARecordWaitAndHarmsNone() throws Exception {
        // Given
        report(1);
        stack.awaitReceived(sent);
        int deadBefore = letters().size();
        Schema newer = newerReportSchema();
        int id;
        try (SchemaRegistryClient registry = stack.connection().newRegistryClient()) {
            id = registry.register(Topics.PROGRESS.subject(), new AvroSchema(newer));
        }
        byte[] report = reportBy(newer, id);
        String registryUrl = stack.connection().registryUrl();
        stack.stopRegistry();
        // When
        kafka.send(new ProducerRecord<>(Topics.PROGRESS.name(), null, AT, "t0", report))
                .get();
        // Then
        await().atMost(LiveStack.PATIENCE).until(() -> stack.api().status("/health/ready") == 503);
        assertThat(stack.api().get("/api/v1/accounting").path("received").asLong())
                .isEqualTo(sent);
        assertThat(letters()).hasSize(deadBefore);
        stack.startRegistry();
        assertThat(stack.connection().registryUrl()).isEqualTo(registryUrl);
        await().atMost(LiveStack.PATIENCE).until(() -> stack.api().status("/health/ready") == 200);
        stack.awaitReceived(++sent);
        assertThat(letters()).hasSize(deadBefore);
        assertThat(new ApiAnswers(stack.api(), "").tasks("u0")).anyMatch(row -> row.contains("percent=77"));
    }

    private record Poison(String code, byte[] value) {}

    private static List<Poison> poisons(Topic topic) {
        byte[] unknownSchema =
                ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).putInt(1).array();
        byte[] large = new byte[300_000];
        return List.of(
                new Poison("NOT_AVRO", new byte[] {1, 2, 3}),
                new Poison("NOT_AVRO", "{\"a\":1}".getBytes(StandardCharsets.UTF_8)),
                new Poison("UNKNOWN_SCHEMA", unknownSchema),
                new Poison(
                        "WRONG_SCHEMA", withSchemaOf(topic.equals(Topics.CLOCK) ? Topics.UNITS : Topics.CLOCK, topic)),
                new Poison("UNDECODABLE", withSchemaOf(topic, topic)),
                new Poison("TOO_LARGE", large),
                new Poison("TOMBSTONE", null));
    }

    /** The wire format's head with the id of a topic's schema, and a body that fits no record. */
    private static byte[] withSchemaOf(Topic owner, Topic to) {
        try (SchemaRegistryClient registry = stack.connection().newRegistryClient()) {
            int id = registry.getId(owner.subject(), new AvroSchema(SchemaSetup.asPublished(owner.valueSchema())));
            byte[] body =
                    to.equals(Topics.CLOCK) ? new byte[12] : new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 3};
            return ByteBuffer.allocate(5 + body.length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(body)
                    .array();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Schema newerReportSchema() {
        ObjectNode json = (ObjectNode) Api.parse(
                SchemaSetup.asPublished(ProgressReport.getClassSchema()).toString());
        ArrayNode fields = (ArrayNode) json.path("fields");
        ObjectNode added = History.object().put("name", "channel").put("doc", "How it was sent.");
        added.putArray("type").add("null").add("string");
        added.putNull("default");
        fields.add(added);
        return new Schema.Parser().parse(json.toString());
    }

    private static byte[] reportBy(Schema schema, int id) throws IOException {
        GenericRecord report = new GenericRecordBuilder(schema)
                .set("reportId", "by-newer-schema")
                .set("taskId", "t0")
                .set("unitId", "u0")
                .set(
                        "status",
                        new GenericData.EnumSymbol(schema.getField("status").schema(), "IN_PROGRESS"))
                .set("percent", 77)
                .set("asOf", 20_151)
                .set("reportedAt", AT)
                .set("channel", "điện thoại")
                .build();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(report, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Map<String, ConsumerRecord<byte[], byte[]>> letters() {
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        new DeadLetters(stack)
                .read(Topics.DEAD_LETTERS.name())
                .forEach(letter -> letters.put(
                        DeadLetters.header(letter, "tiendo.source.topic") + "-"
                                + DeadLetters.header(letter, "tiendo.source.partition") + "@"
                                + DeadLetters.header(letter, "tiendo.source.offset"),
                        letter));
        return letters;
    }

    /** Publishes reports and counts them. */
    private static void report(int count) {
        stack.replay(STREAM.reports(count));
        sent += count;
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
