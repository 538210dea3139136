package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiendo.v1.Successor;

/**
 * What was released stays readable: every schema is compatible in both directions with every frozen copy of it. See
 * schemas/released/README.md for how to freeze a release.
 */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("released");
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    @Test
    void freezeARelease() throws IOException {
        // Given: a release is named on the command line, else there is nothing to freeze
        String release = System.getProperty("tiendo.schemas.freeze");
        if (release == null) {
            return;
        }
        Path directory = Files.createDirectories(RELEASED.resolve(release));

        // When
        for (Schema schema : ContractSchemas.records()) {
            Files.writeString(directory.resolve(schema.getFullName() + ".avsc"), ContractSchemas.text(schema));
        }

        // Then
        assertThat(frozen("org.tiendo.v1.ProgressReport")).isNotEmpty();
    }

    static Stream<Schema> records() {
        return ContractSchemas.records().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void everySchemaReadsAndIsReadByEveryReleaseOfIt(Schema current) {
        // Then
        assertThatCode(() -> FULL_TRANSITIVE.validate(current, frozen(current.getFullName())))
                .as(
                        "%s differs from a released version in a way that old data or old readers do not survive; see"
                                + " schemas/released/README.md",
                        current.getFullName())
                .doesNotThrowAnyException();
    }

    @Test
    void everyReleasedRecordStillExists() throws IOException {
        // Given
        List<String> current =
                ContractSchemas.records().stream().map(Schema::getFullName).toList();

        // Then
        try (Stream<Path> files = Files.walk(RELEASED)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".avsc"))
                            .map(name -> name.substring(0, name.length() - ".avsc".length())))
                    .isSubsetOf(current)
                    .contains("org.tiendo.v1.Unit", "org.tiendo.v1.KpiRow", "org.tiendo.internal.AssignmentState");
        }
    }

    @Test
    void aFieldWithoutADefaultWouldBeNoticed() {
        // Given
        Schema released = frozen("org.tiendo.v1.Successor").get(0);
        Schema broken = new Schema.Parser()
                .parse(released.toString()
                        .replace("\"fields\":[", "\"fields\":[{\"name\":\"added\",\"type\":\"string\"},"));

        // Then
        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(broken, List.of(released)))
                .isInstanceOf(SchemaValidationException.class);
    }

    @Test
    void aFrozenCopyReadsWhatItsReleaseWrote() {
        // Given: state written by a release is decoded by its frozen schema's fingerprint
        SpecificRecord value = new Successor("u", 400);
        byte[] written = new SingleObjectCodec(List.of(value.getSchema())).encode(value);
        Schema released = frozen("org.tiendo.v1.Successor").get(0);

        // Then
        assertThat(SchemaNormalization.parsingFingerprint64(released))
                .isEqualTo(SchemaNormalization.parsingFingerprint64(value.getSchema()));
        assertThat(new SingleObjectCodec(List.of(released)).decode(written)).isEqualTo(value);
    }

    private static List<Schema> frozen(String name) {
        try (Stream<Path> releases = Files.list(RELEASED)) {
            return releases.map(release -> release.resolve(name + ".avsc"))
                    .filter(Files::exists)
                    .sorted()
                    .map(ReleasedSchemasTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException | SchemaParseException e) {
            throw new AssertionError(file + " is not a schema", e);
        }
    }
}
