package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@SUM", "\tx", "\rx", "  =1", "\u00A0=1", "\n=1", " \t"})
    void whatASpreadsheetWouldRunIsQuoted(String text) {
        assertThat(Csv.harmless(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a=1", "1-2", "Báo cáo", "'=1"})
    void otherTextIsLeftAlone(String text) {
        assertThat(Csv.harmless(text)).isEqualTo(text);
    }

    @Test
    void marksAndCaseAreFoldedAway() {
        assertThat(FoldedText.of("ĐƯỜNG Nguyễn Huệ")).isEqualTo("duong nguyen hue");
        assertThat(FoldedText.of("Đường".replace("ư", "u\u031B"))).isEqualTo("duong");
    }
}
