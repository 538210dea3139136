package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class RefusalsApiTest {
    private final ServedApi api = new ServedApi();

    @BeforeEach
    void refusals() {
        api.reads.unit("root", null);
        api.reads.unit("a", "root");
        api.reads.unit("a1", "a");
        refuse("a", 1);
        refuse("a", 2);
        refuse("a1", 3);
        refuse("unknown", 4);
    }

    private void refuse(String unitId, long offset) {
        ProgressReport report = Samples.report("r" + offset, "t1", unitId, Status.DONE);
        report.setNumerator(-5L);
        report.setNote("-danger");
        api.reads.rejections.put(unitId + "|x|2|" + offset, Samples.rejected(report, offset));
    }

    @AfterEach
    void close() {
        assertThat(api.reads.openScans).isZero();
        api.close();
    }

    @Test
    void refusalsOfASubtreeAreListedWithTheirReasons() {
        // When
        JsonNode answer = api.json("/rejections?unit=a");

        // Then
        JsonNode row = answer.at("/rows/0");
        assertThat(offsets(answer)).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(row.path("code").asText()).isEqualTo("NOT_ASSIGNED");
        assertThat(row.path("messageVi").asText()).isEqualTo("Không giao");
        assertThat(row.at("/report/taskId").asText()).isEqualTo("t1");
        assertThat(row.path("receivedAt").asText()).isEqualTo("2025-09-01T02:00:00Z");
    }

    @Test
    void refusalsOfUnknownUnitsAreListedWithoutAUnit() {
        // When / Then
        assertThat(offsets(api.json("/rejections"))).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    @Test
    void pagesThroughRefusalsGiveEachOnce() {
        // When
        List<Long> seen = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.json("/rejections?unit=a&pageSize=1" + token);
            seen.addAll(offsets(page));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asText()
                    : "";
        } while (!token.isEmpty());

        // Then
        assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void aReportIsFlattenedIntoColumns() {
        // When
        HttpResponse<String> response = api.get("/api/v1/rejections?unit=a1&format=csv");

        // Then figures stay numbers, words that look like formulas do not
        List<String> lines = response.body().lines().toList();
        assertThat(lines.get(0))
                .startsWith("code,messageVi,messageEn,report.reportId,report.taskId,report.unitId,report.period,")
                .endsWith("report.withdraws,topic,partition,offset,receivedAt");
        assertThat(lines.get(1)).contains(",-5,").contains(",'-danger,");
    }

    @Test
    void accountingIsOverASubtreeOrOverEverything() {
        // Given
        api.reads.add("a", new Cell.Accounting(), counts(10));
        api.reads.add("a1", new Cell.Accounting(), counts(100));
        api.reads.add("unknown", new Cell.Accounting(), counts(1000));

        // When / Then
        assertThat(api.get("/api/v1/accounting?unit=root").body())
                .startsWith("{\"received\":110,\"counted\":220,\"superseded\":330,\"duplicate\":440,\"rejected\":550,"
                        + "\"parked\":660,\"meta\":{");
        assertThat(api.json("/accounting").path("received").asLong()).isEqualTo(1110);
    }

    private static Counts counts(long step) {
        return Counts.of(Count.RECEIVED, step)
                .with(Count.COUNTED, 2 * step)
                .with(Count.SUPERSEDED, 3 * step)
                .with(Count.DUPLICATE, 4 * step)
                .with(Count.REJECTED, 5 * step)
                .with(Count.PARKED, 6 * step);
    }

    private static List<Long> offsets(JsonNode answer) {
        List<Long> offsets = new ArrayList<>();
        answer.path("rows").forEach(row -> offsets.add(row.path("offset").asLong()));
        return offsets;
    }
}
