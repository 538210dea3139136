package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where the next page begins: the key of the last row seen, in a form callers need not understand. It names the query
 * it belongs to, so that it cannot continue another one.
 */
final class PageToken {
    static final String PARAMETER = "pageToken";

    private static final int FINGERPRINT_CHARACTERS = 8;

    private PageToken() {}

    /** @param query what was asked, page and format aside */
    static String of(String query, String lastKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((fingerprint(query) + lastKey).getBytes(UTF_8));
    }

    /**
     * The key of the last row seen.
     *
     * @throws Problem when it is not a token of this query
     */
    static String lastKey(String token, String query) {
        String text = decode(token);
        if (!text.startsWith(fingerprint(query))) {
            throw Problem.badParameter(
                    PARAMETER, "is not a token of this query; pass the nextPageToken of the same query unchanged");
        }
        return text.substring(FINGERPRINT_CHARACTERS);
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badParameter(
                    PARAMETER, "is not a token; pass the nextPageToken of the page before unchanged");
        }
    }

    private static String fingerprint(String query) {
        CRC32 sum = new CRC32();
        sum.update(query.getBytes(UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
