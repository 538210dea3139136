package org.tiendo.producer.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.producer.BadInputException;

class AllowedHostsTest {
    @ParameterizedTest
    @CsvSource({
        "alerts.gov.vn,      https://alerts.gov.vn/x?y=z",
        "alerts.gov.vn,      https://ALERTS.gov.vn:443/",
        "Alerts.gov.vn:8443, https://alerts.gov.vn:8443/",
        "127.0.0.1:8081,     http://127.0.0.1:8081/",
        "localhost,          http://localhost/",
        "[::1]:8081,         http://[::1]:8081/"
    })
    void aListedHostMayBePostedTo(String entry, String address) {
        assertThat(AllowedHosts.of(List.of(entry)).check(address, false)).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @CsvSource({
        "alerts.gov.vn, https://alerts.gov.vn.evil.example/",
        "alerts.gov.vn, https://evil.example/alerts.gov.vn",
        "alerts.gov.vn, https://x.alerts.gov.vn/",
        "gov.vn,        https://alerts.gov.vn/",
        "alerts.gov.vn, https://alerts.gov.vn./",
        "alerts.gov.vn, https://alerts.gov.vn:8443/",
        "alerts.gov.vn:8443, https://alerts.gov.vn/",
        "127.0.0.1,     https://0x7f000001/"
    })
    void anyOtherHostOrPortMayNot(String entry, String address) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)).check(address, true))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("may not be posted to");
    }

    @Test
    void withoutAListNothingIsAllowed() {
        assertThatThrownBy(() -> AllowedHosts.of(List.of()).check("https://alerts.gov.vn/", false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("allowed: none", "--allow-host alerts.gov.vn:443");
    }

    @Test
    void httpToAnotherMachineMustBeAllowed() {
        // Given
        AllowedHosts hosts = AllowedHosts.of(List.of("alerts.gov.vn", "127.0.0.1.gov.vn"));
        // Then
        assertThatThrownBy(() -> hosts.check("http://alerts.gov.vn/", false)).hasMessageContaining("must go by https");
        assertThatThrownBy(() -> hosts.check("http://127.0.0.1.gov.vn/", false))
                .hasMessageContaining("must go by https");
        assertThat(hosts.check("http://alerts.gov.vn/", true)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://name:secret@alerts.gov.vn/",
                "https://alerts.gov.vn/#x",
                "ftp://alerts.gov.vn/",
                "file:///etc/passwd",
                "alerts.gov.vn",
                "https:///x",
                "https://alerts gov.vn/"
            })
    void whatIsNoPlainWebAddressIsRefusedWithoutRepeatingIt(String address) {
        assertThatThrownBy(() -> AllowedHosts.of(List.of("alerts.gov.vn")).check(address, true))
                .isInstanceOf(BadInputException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://alerts.gov.vn", "alerts.gov.vn/x", "*", "a b", "x:port", "user@x"})
    void anEntryIsAHostAndNothingElse(String entry) {
        if (entry.equals("*")) {
            assertThatThrownBy(() -> AllowedHosts.of(List.of(entry)).check("https://alerts.gov.vn/", false))
                    .isInstanceOf(BadInputException.class);
        } else {
            assertThatThrownBy(() -> AllowedHosts.of(List.of(entry))).isInstanceOf(BadInputException.class);
        }
    }
}
