package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ContractRulesTest {
    private final List<Schema> types = ContractSchemas.all();

    @Test
    void everyTypeAndEveryFieldSaysWhatItIs() {
        // When
        Stream<String> silent = types.stream()
                .flatMap(type -> type.getType() == Schema.Type.RECORD
                        ? Stream.concat(silent(type.getFullName(), type.getDoc()), silentFields(type))
                        : silent(type.getFullName(), type.getDoc()));

        // Then
        assertThat(silent).isEmpty();
    }

    private static Stream<String> silentFields(Schema type) {
        return type.getFields().stream().flatMap(field -> silent(type.getName() + "." + field.name(), field.doc()));
    }

    private static Stream<String> silent(String name, String doc) {
        return doc == null || doc.isBlank() ? Stream.of(name) : Stream.empty();
    }

    @Test
    void everyEnumHasASymbolForWhatAnOldReaderDoesNotKnow() {
        // Then
        assertThat(types.stream().filter(type -> type.getType() == Schema.Type.ENUM))
                .isNotEmpty()
                .allMatch(type -> type.getEnumDefault() != null);
    }

    @Test
    void everyNullableFieldHasADefault() {
        // Then: so that it can be left out, and be added or removed later
        assertThat(types.stream()
                        .filter(type -> type.getType() == Schema.Type.RECORD)
                        .flatMap(type -> type.getFields().stream()
                                .filter(field -> field.schema().isUnion())
                                .filter(field -> !field.hasDefaultValue())
                                .map(field -> type.getName() + "." + field.name())))
                .isEmpty();
    }

    @Test
    void everyTopicHasAnotherNameAndIsFoundByIt() {
        // Then
        assertThat(Topics.all())
                .extracting(Topic::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("tiendo."));
        assertThat(Topics.all())
                .allSatisfy(topic -> assertThat(Topics.named(topic.name())).contains(topic));
        assertThat(Topics.named("tiendo.nothing")).isEmpty();
    }

    @Test
    void inputsAreKeptForEver() {
        // Then
        assertThat(Topics.INPUTS)
                .allSatisfy(topic -> assertThat(topic.config())
                        .containsEntry("cleanup.policy", "delete")
                        .containsEntry("retention.ms", "-1")
                        .containsEntry("max.message.bytes", "65536"));
    }

    @Test
    void deadLettersGoThirtyDaysAfterTheyWereWritten() {
        // Then
        assertThat(Topics.DEAD_LETTERS.config())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "2592000000")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("max.message.bytes", "2097152");
    }

    @Test
    void resultTablesKeepTheNewestRowOfEachKeyWhateverItsTimestamp() {
        // Then
        assertThat(Topics.KPI_BY_UNIT.config())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }

    @Test
    void unitsHaveOnePartitionAndEverythingElseTheInstallationsNumber() {
        // Then
        assertThat(Topics.UNITS.partitions(8)).isEqualTo(1);
        assertThat(Topics.all().stream().filter(topic -> !topic.equals(Topics.UNITS)))
                .allMatch(topic -> topic.partitions(8) == 8);
        assertThat(Topics.PROGRESS.subject()).isEqualTo("tiendo.progress-value");
    }
}
