package org.tiendo.streams.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Topics;
import org.tiendo.streams.contract.Keys;

class RowKeyTest {

    @Test
    void aTaskCellTouchesARowOfEachTable() {
        assertThat(RowKey.touchedBy("x", new Cell.Kpi("p", "c", "2025-Q4")))
                .extracting(RowKey::topic, RowKey::recordKey)
                .containsExactly(
                        tuple(Topics.KPI_BY_UNIT, "x|p"),
                        tuple(Topics.KPI_BY_CATEGORY, "x|p|c"),
                        tuple(Topics.KPI_BY_DEADLINE, "x|p|2025-Q4"));
    }

    @Test
    void theAccountingHasNoRow() {
        assertThat(RowKey.touchedBy("x", new Cell.Accounting())).isEmpty();
    }

    @Test
    void everyEntryIsReadBack() {
        // Given rows whose ids are the words of the entry itself
        List<RowKey> rows = Stream.concat(
                        RowKey.touchedBy("tasks", new Cell.Kpi("plan", "bucket", "none")).stream(),
                        RowKey.touchedBy("indicator", new Cell.IndicatorCell("category")).stream())
                .toList();

        // When / Then
        assertThat(rows).hasSize(4).allSatisfy(row -> {
            assertThat(RowKey.parse(row.entry())).isEqualTo(row);
            assertThat(row.entry()).isBetween(Keys.first(RowKey.PREFIX), Keys.last(RowKey.PREFIX));
        });
    }

    @Test
    void anythingElseIsNoEntry() {
        for (String entry : List.of("", "rejudge", "row|tasks|x|p|week|1", "row|tasks|x|p|plan")) {
            assertThatThrownBy(() -> RowKey.parse(entry))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(entry);
        }
    }
}
