package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignPageTest {
    private final ServedApi api = new ServedApi();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: https://evil.example",
                "Origin: http://localhost:1",
                "Origin: null",
                "Origin: :"
            })
    void aPageOfAnotherSiteCannotReport(String header) throws IOException {
        assertThat(post(header)).startsWith("HTTP/1.1 403").contains("FOREIGN_PAGE");
        assertThat(RawHttp.get(api.port(), "/api/v1/units", header)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Accept: */*", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: none", "Origin: http://localhost"
            })
    void whatIsNoForeignPageGetsThrough(String header) throws IOException {
        assertThat(post(header)).startsWith("HTTP/1.1 415");
    }

    @Test
    void healthIsForEverybody() {
        assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    }

    private String post(String header) throws IOException {
        return RawHttp.send(api.port(), "POST", "/api/v1/reports", header, "Content-Length: 0");
    }
}
