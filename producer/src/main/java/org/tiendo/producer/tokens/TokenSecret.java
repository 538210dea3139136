package org.tiendo.producer.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A token as its holder has it: {@code tiendo_} and 256 random bits. Only its SHA-256 is kept. A slow, salted hash is for
 * passwords, which people choose and others can guess; of 2^256 equally likely secrets none can be guessed from its hash,
 * however fast that is computed, and no two are alike. Fast is needed: every request is checked.
 */
public final class TokenSecret {
    public static final String PREFIX = "tiendo_";

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private TokenSecret() {}

    /** A new one, in the alphabet of base64url. */
    public static String generate(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Whether a text has the form of a whole token. */
    public static boolean isWellFormed(String token) {
        return FORM.matcher(token).matches();
    }

    /** The SHA-256 of a token's text, as it is kept. */
    public static String hash(String token) {
        return HexFormat.of().formatHex(sha256(token));
    }

    static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
