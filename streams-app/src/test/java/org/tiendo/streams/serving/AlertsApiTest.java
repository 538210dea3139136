package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.v1.AlertState;

class AlertsApiTest {
    private static final LocalDate EARLY = LocalDate.parse("2025-08-01");
    private static final LocalDate LATE = LocalDate.parse("2025-09-01");

    private final ServedApi api = new ServedApi();

    @BeforeEach
    void alerts() {
        api.reads.unit("root", null);
        api.reads.unit("a", "root");
        api.reads.unit("b", "root");
        api.reads.alerts.addAll(List.of(
                Samples.alert("a", "overdue", AlertState.RAISED, LATE),
                Samples.alert("a", "due-soon", AlertState.CLEARED, LATE),
                Samples.alert("b", "overdue", AlertState.ESCALATED, EARLY),
                Samples.alert("b", "silent", AlertState.RAISED, null),
                Samples.alert("c", "overdue", AlertState.CLEARED, EARLY)));
    }

    @AfterEach
    void close() {
        assertThat(api.reads.openScans).isZero();
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "'' : b-overdue a-overdue b-silent",
                "state=open : b-overdue a-overdue b-silent",
                "state=cleared : c-overdue a-due-soon",
                "state=all : b-overdue c-overdue a-due-soon a-overdue b-silent",
                "unit=a : a-overdue",
                "unit=root&state=all : b-overdue a-due-soon a-overdue b-silent",
                "kind=overdue : b-overdue a-overdue",
                "kind=indicator : ''",
            })
    void alertsAreFilteredAndTheEarliestDueComesFirst(String query, String expected) {
        // When
        List<String> found = keys(api.json("/alerts?" + query));

        // Then
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void anAlertHasTheFieldsOfTheContract() {
        // When
        JsonNode row = api.json("/alerts?unit=a").at("/rows/0");

        // Then
        assertThat(row.toString())
                .isEqualTo("{\"alertId\":\"overdue|t1|a||2025-09-01|1\",\"kind\":\"overdue\",\"state\":\"RAISED\","
                        + "\"level\":1,\"taskId\":\"t1\",\"unitId\":\"a\",\"planId\":\"p1\",\"period\":null,"
                        + "\"due\":\"2025-09-01\",\"raisedOn\":\"2025-09-01\",\"daysOverdue\":0,\"escalatedTo\":null,"
                        + "\"clearedReason\":null,\"episode\":1,\"verdict\":null}");
    }

    @Test
    void pagesThroughAlertsGiveEachOnce() {
        // When
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = api.json("/alerts?state=all&pageSize=1" + token);
            seen.addAll(keys(page));
            token = page.has("nextPageToken")
                    ? "&pageToken=" + page.path("nextPageToken").asText()
                    : "";
        } while (!token.isEmpty());

        // Then
        assertThat(seen).containsExactly("b-overdue", "c-overdue", "a-due-soon", "a-overdue", "b-silent");
    }

    private static List<String> keys(JsonNode answer) {
        List<String> keys = new ArrayList<>();
        answer.path("rows")
                .forEach(row -> keys.add(
                        row.path("unitId").asText() + "-" + row.path("kind").asText()));
        return keys;
    }
}
