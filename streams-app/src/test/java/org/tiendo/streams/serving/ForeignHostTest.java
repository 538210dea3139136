package org.tiendo.streams.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.streams.access.OpenDoor;

/** Where nobody is asked for a token, a name that somebody else's DNS leads here is no name of this machine. */
class ForeignHostTest {
    private final ServedApi open = new ServedApi(new OpenDoor());

    @AfterEach
    void close() {
        open.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "evil.example.localhost",
                "192.168.1.7",
                "0.0.0.0",
                "[::2]",
                "[::1].evil.example",
                ""
            })
    void anotherNameThanThisMachinesIsRefusedReadingToo(String host) throws IOException {
        for (String path : new String[] {"/api/v1/units", "/metrics", "/health/ready", "/health/live/"}) {
            String answer = get(open, path, "HTTP/1.1", "Host: " + host + "\r\n");
            assertThat(answer).as(path).matches("(?s)HTTP/1\\.1 4(00|21) .*").doesNotContain("\"rows\"");
        }
    }

    @Test
    void aPageThatIsServedUnderItsOwnNameCanNeitherReadNorReport() throws IOException {
        // Given
        String own = "Host: evil.example:8080\r\nOrigin: http://evil.example:8080\r\n";

        // Then
        assertThat(get(open, "/api/v1/tasks", "HTTP/1.1", own))
                .startsWith("HTTP/1.1 421")
                .contains("FOREIGN_HOST", "http://127.0.0.1:" + open.port(), "application/problem+json");
        assertThat(RawHttp.exchange(
                        open.port(),
                        "POST /api/v1/reports HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n" + own + "\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("FOREIGN_HOST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost",
                "localhost:8080",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.1.2.3:1",
                "[::1]",
                "[::1]:8080"
            })
    void namesOfThisMachineAreAnswered(String host) throws IOException {
        assertThat(get(open, "/api/v1/units", "HTTP/1.1", "Host: " + host + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aRequestOfOldWithoutHostIsAnswered() throws IOException {
        assertThat(get(open, "/api/v1/units", "HTTP/1.0", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void whereTokensAreAskedForEveryNameIsAnswered() throws IOException {
        try (ServedApi guarded = new ServedApi()) {
            assertThat(get(guarded, "/api/v1/units", "HTTP/1.1", "Host: tiendo.example\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    private static String get(ServedApi api, String path, String version, String headers) throws IOException {
        return RawHttp.exchange(
                api.port(), "GET " + path + " " + version + "\r\nConnection: close\r\n" + headers + "\r\n");
    }
}
