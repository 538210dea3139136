package org.tiendo.producer.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenListTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String secret = TokenSecret.generate(new SecureRandom());
    private final UnitToken token =
            new UnitToken("abcd2345", "xã-a", TokenSecret.hash(secret), NOW, NOW.plusSeconds(60), null, "Lan's");

    @Test
    void aSecretIs256BitsUnderThePrefixAndNoTwoAreAlike() {
        // When
        List<String> secrets = Stream.generate(() -> TokenSecret.generate(new SecureRandom()))
                .limit(1_000)
                .toList();

        // Then
        assertThat(secrets).doesNotHaveDuplicates().allMatch(TokenSecret::isWellFormed);
        assertThat(secret).startsWith("tiendo_").hasSize("tiendo_".length() + 43);
        assertThat(TokenSecret.isWellFormed(secret.substring(0, secret.length() - 1)))
                .isFalse();
    }

    @Test
    void theFileTellsWhoseATokenIsAndNotTheToken() {
        // Given
        UnitToken admin = new UnitToken("wxyz2345", null, TokenSecret.hash("x"), NOW, null, NOW, "");
        TokenList list = new TokenList(List.of(token, admin));

        // When
        String json = list.asJson();

        // Then
        assertThat(json).doesNotContain(secret).doesNotContain(secret.substring(7));
        assertThat(TokenList.parse(json).tokens()).containsExactly(token, admin);
        assertThat(TokenList.parse(json).find(secret)).contains(token);
        assertThat(TokenList.parse(json).find(secret + "x")).isEmpty();
    }

    @Test
    void aTokenIsGoodUntilTheInstantItExpires() {
        assertThat(token.state(NOW.plusSeconds(59))).isEqualTo("valid");
        assertThat(token.state(NOW.plusSeconds(60))).isEqualTo("expired");
        assertThat(token.revokedAt(NOW).state(NOW)).isEqualTo("revoked");
        assertThat(token.revokedAt(NOW).revokedAt(NOW.plusSeconds(5)).revoked()).isEqualTo(NOW);
    }

    static Stream<Arguments> brokenFiles() {
        String entry = "{\"id\":\"abcd2345\",\"unit\":\"a\",\"sha256\":\"" + "0".repeat(64)
                + "\",\"created\":\"2026-01-01T00:00:00Z\",\"note\":\"\"}";
        return Stream.of(
                Arguments.of("", "list of tokens"),
                Arguments.of("{", "not JSON"),
                Arguments.of("[]", "list of tokens"),
                Arguments.of("{\"version\":2,\"tokens\":[]}", "version 1"),
                Arguments.of("{\"version\":1}", "list of tokens"),
                Arguments.of("{\"version\":1,\"tokens\":[],\"more\":1}", "list of tokens"),
                Arguments.of(fileOf(entry) + "{}", "not JSON"),
                Arguments.of(fileOf(entry + "," + entry), "twice"),
                Arguments.of(fileOf(entry.replace("\"unit\":\"a\",", "")), "either of a unit or of all units"),
                Arguments.of(fileOf(entry.replace("\"unit\"", "\"allUnits\":true,\"unit\"")), "either of a unit"),
                Arguments.of(fileOf(entry.replace("\"unit\":\"a\"", "\"unit\":\"a|b\"")), "no unit's id"),
                Arguments.of(fileOf(entry.replace("\"unit\":\"a\"", "\"unit\":7")), "no text as its unit"),
                Arguments.of(fileOf(entry.replace("000\"", "00\"")), "not a SHA-256"),
                Arguments.of(fileOf(entry.replace("2026-01-01T", "yesterday")), "no time as its created"),
                Arguments.of(
                        fileOf(entry.replace("\"note\"", "\"revokd\":\"2026-01-01T00:00:00Z\",\"note\"")), "besides"));
    }

    private static String fileOf(String entries) {
        return "{\"version\":1,\"tokens\":[" + entries + "]}";
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void whatIsNotWhollyUnderstoodIsNotUsed(String text, String why) {
        assertThatThrownBy(() -> TokenList.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
