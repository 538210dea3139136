package org.tiendo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.testing.ForAll;

class IdsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "lam-dong-city.t-081", "Đồng-Nai", "đơn_vị:7", "😀", "#", "."})
    void ordinaryIdsAreValid(String id) {
        // Then
        assertThat(Ids.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\u00a0b",
                "a\u3000b",
                "a\tb",
                "a\nb",
                "a\u0000b",
                "a\u007fb",
                "a\u0085b",
                "a|b",
                "a/b",
                "a\ud83d",
                "\ude00",
                "a\u2028b"
            })
    void blanksControlsAndSeparatorsAreNot(String id) {
        // Then
        assertThat(Ids.isValid(id)).isFalse();
    }

    @Test
    void lengthIsCountedInCharactersNotInCodeUnits() {
        // Then
        assertThat(Ids.isValid("x".repeat(128))).isTrue();
        assertThat(Ids.isValid("x".repeat(129))).isFalse();
        assertThat(Ids.isValid("😀".repeat(128))).isTrue();
        assertThat(Ids.isValid("😀".repeat(129))).isFalse();
    }

    @Test
    void onlyTheComposedFormIsAnId() {
        // Given
        String composed = Normalizer.normalize("Tiến-độ", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize("Tiến-độ", Normalizer.Form.NFD);

        // Then
        assertThat(Ids.isValid(composed)).isTrue();
        assertThat(Ids.isValid(decomposed)).isFalse();
    }

    @Test
    void joinedIdsComeApartAgain() {
        ForAll.cases(500, random -> {
            // Given
            String[] ids = new String[1 + random.nextInt(4)];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = id(random);
            }

            // When
            String[] rest = java.util.Arrays.copyOfRange(ids, 1, ids.length);
            String key = Ids.join(ids[0], rest);

            // Then
            assertThat(key.split("\\|", -1)).containsExactly(ids);
        });
    }

    private static String id(java.util.SplittableRandom random) {
        String id;
        do {
            id = random.ints(1 + random.nextInt(6), 0x21, 0x1_0000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        } while (!Ids.isValid(id));
        return id;
    }
}
