package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderFormsTest {
    private static final Instant NOW = Instant.parse("2025-07-01T00:00:00Z");

    @Test
    void anyIdBecomesAsciiAndCanBeReadBack() {
        // Given
        String id = "overdue|nhiệm-vụ+1%41|xã-🌾||2025-06-30|1";
        // When
        String encoded = PercentEncoding.encode(id);
        // Then
        assertThat(encoded).matches("[A-Za-z0-9%._~-]+").startsWith("overdue%7Cnhi%E1%BB%87m-v%E1%BB%A5%2B1%2541%7C");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                              PT0S",
        "7,                               PT7S",
        "999999999,                       PT10M",
        "99999999999999999999,            PT0S",
        "-5,                              PT0S",
        "soon,                            PT0S",
        "'Tue, 01 Jul 2025 00:00:30 GMT', PT30S",
        "'Tue, 01 Jul 2025 02:00:00 GMT', PT10M",
        "'Mon, 30 Jun 2025 00:00:00 GMT', PT0S"
    })
    void retryAfterIsSecondsOrADateWithinBounds(String header, Duration pause) {
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(pause);
    }
}
