package org.tiendo.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.BadInputException;

class LineReaderTest {
    @Test
    void linesLongerThanTheBufferStayWhole() throws IOException {
        // Given: a line that ends exactly at the buffer's end, then one across it
        String first = "x".repeat((1 << 16) - 1);
        String second = "đ".repeat(100_000);

        // Then
        assertThat(lines(first + "\n" + second + "\n\nlast")).containsExactly(first, second, "", "last");
        assertThat(lines(first + "x")).containsExactly(first + "x");
    }

    @Test
    void anEndOfLineAtTheEndAddsNoLine() throws IOException {
        // Then
        assertThat(lines("a\nb\n")).containsExactly("a", "b");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void aLineWithoutAnEndDoesNotFillTheMemory() {
        // Then
        assertThatThrownBy(() -> lines("ok\n" + "x".repeat(5 * 1024 * 1024)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("line 2 is longer than");
    }

    private static List<String> lines(String text) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> lines = new ArrayList<>();
        for (String line = reader.next(); line != null; line = reader.next()) {
            lines.add(line);
        }
        return lines;
    }
}
