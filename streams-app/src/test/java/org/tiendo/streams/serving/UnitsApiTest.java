package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnitsApiTest {
    private final ServedApi api = new ServedApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aUnitSaysWhereItStands() {
        // Given
        api.reads.unit("root", null);
        api.reads.unit("a", "root");
        api.reads.unit("a2", "a");
        api.reads.unit("a1", "a");

        // When
        JsonNode unit = api.json("/units/a");

        // Then
        assertThat(unit.path("nameVi").asText()).isEqualTo("Đơn vị a");
        assertThat(unit.path("kind").asText()).isEqualTo("ward");
        assertThat(unit.path("parentId").asText()).isEqualTo("root");
        assertThat(unit.path("path").toString()).isEqualTo("[\"root\",\"a\"]");
        assertThat(unit.path("children").toString()).isEqualTo("[\"a1\",\"a2\"]");
        assertThat(unit.at("/meta/treeVersion").asLong()).isEqualTo(17);
        assertThat(api.json("/units/root").path("parentId").isNull()).isTrue();
    }

    @Test
    void pagesThroughUnitsGiveEachOnce() {
        // Given
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            api.reads.unit("u" + (1000 + i), null);
            expected.add("u" + (1000 + i));
        }

        // When
        JsonNode first = api.json("/units");
        JsonNode second =
                api.json("/units?pageToken=" + first.path("nextPageToken").asText());

        // Then
        List<String> seen = new ArrayList<>();
        first.path("rows").forEach(row -> seen.add(row.path("unitId").asText()));
        assertThat(seen).hasSize(Query.DEFAULT_PAGE_SIZE);
        second.path("rows").forEach(row -> seen.add(row.path("unitId").asText()));
        assertThat(seen).containsExactlyElementsOf(expected);
        assertThat(second.has("nextPageToken")).isFalse();
    }

    @Test
    void anEmptyStackAnswersAnEmptyTree() {
        // Given
        api.reads.moment = new Moment(null, 0);

        // When
        JsonNode answer = api.json("/units");

        // Then
        assertThat(answer.toString())
                .isEqualTo("{\"rows\":[],\"meta\":{\"dataThrough\":null,\"clock\":null,\"treeVersion\":0,"
                        + "\"partial\":false,\"missingPartitions\":[]}}");
    }

    @Test
    void csvSaysInHeadersWhatATableHasNoRoomFor() {
        // Given
        api.reads.unit("a", null);
        api.reads.unit("b", "a");

        // When
        HttpResponse<String> response = api.get("/api/v1/units?format=csv&pageSize=1");

        // Then
        String next = response.headers().firstValue("Tiendo-Next-Page-Token").orElseThrow();
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).matches("text/csv; ?charset=utf-8");
        assertThat(response.headers().firstValue("Link").orElseThrow())
                .isEqualTo("</api/v1/units?format=csv&pageSize=1&pageToken=" + next + ">; rel=\"next\"");
        assertThat(response.headers().firstValue("Tiendo-Partial")).contains("false");
        assertThat(response.headers().firstValue("Tiendo-Clock")).contains("2025-10-01");
        assertThat(response.body())
                .isEqualTo("unitId,code,nameVi,nameEn,kind,collective,members,opened,closed,placements,successors,"
                        + "parentId,path,children\r\na,,Đơn vị a,,ward,false,,,,,,,a,b\r\n");
        assertThat(api.get("/api/v1/units?format=csv&pageSize=1&pageToken=" + next)
                        .body())
                .endsWith("b,,Đơn vị b,,ward,false,,,,,,a,a b,\r\n");
    }
}
