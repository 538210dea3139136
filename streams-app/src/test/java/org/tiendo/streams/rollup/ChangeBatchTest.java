package org.tiendo.streams.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Count;
import org.tiendo.contract.Counts;
import org.tiendo.internal.CellChange;

class ChangeBatchTest {
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    @Test
    void accountsComeAfterTheFiguresOfEveryUnit() {
        // Given
        ChangeBatch batch = new ChangeBatch();
        batch.add("ward", Cell.Accounting.KEY, DAY, Counts.of(Count.RECEIVED, 1));
        batch.add("ward", "k|p|c|none", DAY, Counts.of(Count.DONE, 1));
        batch.add("city", Cell.Accounting.KEY, DAY, Counts.of(Count.RECEIVED, 1));
        batch.add("city", "i|share", DAY, Counts.of(Count.NUMERATOR, 1));

        // When / Then
        assertThat(batch.drain())
                .extracting(CellChange::getUnitId, CellChange::getCell)
                .containsExactly(
                        tuple("ward", "k|p|c|none"), tuple("city", "i|share"), tuple("ward", "a"), tuple("city", "a"));
        assertThat(batch.drain()).isEmpty();
    }
}
