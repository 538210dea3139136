package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.testing.ForAll;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.TiendoV1;

class ContractJsonTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Test
    void everyPublicRecordComesBackFromItsJsonText() {
        List<Schema> records = TiendoV1.PROTOCOL.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .toList();
        ForAll.cases(400, random -> {
            // Given
            SpecificRecord record = new RandomRecords(random).record(records.get(random.nextInt(records.size())));

            // When
            String text = ContractJson.toJson(record).toString();

            // Then
            assertThat(ContractJson.fromJson(read(text), record.getSchema())).isEqualTo(record);
        });
    }

    @Test
    void whatIsLeftOutTakesItsDefault() {
        // When
        TaskDefinition task = ContractJson.fromJson(
                read("{\"taskId\":\"t\",\"planId\":\"p\",\"categoryId\":\"c\",\"titleVi\":\"T\","
                        + "\"deadline\":{\"kind\":\"BY_YEAR\",\"due\":\"2025-12-31\"}}"),
                TaskDefinition.class);

        // Then
        assertThat(task)
                .isEqualTo(TaskDefinition.newBuilder()
                        .setTaskId("t")
                        .setPlanId("p")
                        .setCategoryId("c")
                        .setTitleVi("T")
                        .setDeadline(Deadline.newBuilder()
                                .setKind(DeadlineKind.BY_YEAR)
                                .setDue(LocalDate.of(2025, 12, 31))
                                .build())
                        .build());
        assertThat(task.getWeight()).isEqualTo(1);
    }

    @Test
    void datesInstantsAndDecimalsArePlain() {
        // Given
        ProgressReport report = report();

        // When
        JsonNode json = ContractJson.toJson(report);

        // Then
        assertThat(json.get("asOf").textValue()).isEqualTo("2024-03-01");
        assertThat(json.get("reportedAt").textValue()).isEqualTo("2024-03-01T02:00:00Z");
        assertThat(json.get("percent").isNull()).isTrue();
        assertThat(json.get("status").textValue()).isEqualTo("DONE");
        assertThat(json.get("evidence").isArray()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "reportId; 7; ProgressReport.reportId must be a string, not 7",
                "percent; 1.5; ProgressReport.percent must be a whole number, not 1.5",
                "percent; 3000000000; ProgressReport.percent must be a whole number, not 3000000000",
                "percent; \"7\"; ProgressReport.percent must be a whole number, not \"7\"",
                "numerator; 9223372036854775808; ProgressReport.numerator must be a whole number, not 9223372036854775808",
                "status; \"FINISHED\"; ProgressReport.status must be one of [NOT_STARTED, IN_PROGRESS, DONE, BLOCKED], not \"FINISHED\"",
                "asOf; \"1/3/2024\"; ProgressReport.asOf must be a date such as 2024-03-01, not \"1/3/2024\"",
                "asOf; null; ProgressReport.asOf must be a date such as 2024-03-01, not null",
                "reportedAt; \"2024-03-01\"; ProgressReport.reportedAt must be an instant such as 2024-03-01T02:00:00Z, not \"2024-03-01\"",
                "asOf; \"+5881581-01-01\"; ProgressReport.asOf must be a date such as 2024-03-01, not \"+5881581-01-01\"",
                "reportedAt; \"+10000-01-01T00:00:00Z\"; ProgressReport.reportedAt must be an instant such as 2024-03-01T02:00:00Z, not \"+10000-01-01T00:00:00Z\"",
                "evidence; {}; ProgressReport.evidence must be an array, not {}",
                "evidence; [1]; ProgressReport.evidence[0] must be an object, not 1",
                "evidence; [{\"number\":1}]; ProgressReport.evidence[0].number must be a string, not 1",
                "evidences; []; ProgressReport has no field evidences"
            })
    void whatDoesNotFitIsNamedWithItsPath(String field, String value, String message) {
        // Given
        String text = ContractJson.toJson(report()).put("x", 0).toString();
        JsonNode json = read(text.replace(",\"x\":0", field.equals("evidences") ? ",\"evidences\":" + value : ""));
        if (json.has(field)) {
            ((com.fasterxml.jackson.databind.node.ObjectNode) json).set(field, read(value));
        }

        // Then
        assertThatThrownBy(() -> ContractJson.fromJson(json, ProgressReport.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aFieldWithoutADefaultMustBeThere() {
        // Then
        assertThatThrownBy(() -> ContractJson.fromJson(read("{}"), ProgressReport.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ProgressReport.reportId is missing");
        assertThatThrownBy(() -> ContractJson.fromJson(read("[]"), ProgressReport.class))
                .hasMessage("ProgressReport must be an object, not []");
    }

    @ParameterizedTest
    @CsvSource({"80,80.00", "79.99,79.99", "90.0,90.00", "1e2,100.00", "0.10,0.10"})
    void aDecimalKeepsItsExactValue(String given, BigDecimal kept) {
        // Then
        assertThat(minimum(given)).isEqualTo(kept);
    }

    @Test
    void moreDecimalsThanFitAreRefusedNotRounded() {
        // Then
        assertThatThrownBy(() -> minimum("79.995"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Indicator.targets[0].minimum must be a number with at most 2 decimals, not 79.995");
        assertThatThrownBy(() -> minimum("\"80\""))
                .hasMessage("Indicator.targets[0].minimum must be a number, not \"80\"");
    }

    private static BigDecimal minimum(String number) {
        return ContractJson.fromJson(
                        read(
                                "{\"indicatorId\":\"i\",\"planId\":\"p\",\"categoryId\":\"c\",\"nameVi\":\"n\",\"targets\":"
                                        + "[{\"minimum\":" + number + "}]}"),
                        Indicator.class)
                .getTargets()
                .get(0)
                .getMinimum();
    }

    private static ProgressReport report() {
        TrustedClasses.addContracts();
        return ProgressReport.newBuilder()
                .setReportId("r")
                .setTaskId("t")
                .setUnitId("u")
                .setStatus(Status.DONE)
                .setAsOf(LocalDate.of(2024, 3, 1))
                .setReportedAt(Instant.parse("2024-03-01T02:00:00Z"))
                .build();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTaskNeedsOnlyItsIds() throws IOException {
        // When
        TaskDefinition task = ContractJson.fromJson(
                new ObjectMapper().readTree("{\"taskId\": \"t\", \"planId\": \"p\", \"categoryId\": \"c\"}"),
                TaskDefinition.class);

        // Then
        assertThat(task.getDeadline().getKind()).isEqualTo(DeadlineKind.NONE);
        assertThat(task.getWeight()).isEqualTo(1);
        assertThat(task.getTitleVi()).isEmpty();
        assertThat(task.getAssignments()).isEmpty();
    }
}
