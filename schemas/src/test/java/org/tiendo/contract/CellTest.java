package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
    @Test
    void aCellIsReadBackFromItsKey() {
        // Given
        List<Cell> cells = List.of(
                new Cell.Kpi("p", "c", "2025-Q4"),
                new Cell.Kpi("a", "k", Cell.BUCKET_DORMANT),
                new Cell.IndicatorCell("a"),
                new Cell.IndicatorCell("lam-dong-city.i-04"),
                new Cell.Accounting());

        for (Cell cell : cells) {
            // Then
            assertThat(Cell.parse(cell.key())).isEqualTo(cell);
        }
        assertThat(cells).extracting(Cell::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k|", "k|p|c", "k|p|c|b|x", "b", "aa", "x|p|c|b"})
    void anythingElseIsNoCell(String key) {
        // Then
        assertThatThrownBy(() -> Cell.parse(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a cell: " + key);
    }
}
