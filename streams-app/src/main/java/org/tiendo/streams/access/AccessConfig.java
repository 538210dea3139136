package org.tiendo.streams.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether callers need a token, and which ones are accepted.
 *
 * @param on without tokens everybody who reaches the port may do everything
 * @param tokens file of the tokens that {@code tiendo token} makes
 * @param jwt whose JWTs are accepted; null for nobody's
 */
public record AccessConfig(
        boolean on, Path tokens, @Nullable JwtConfig jwt) {
    public static final String DEFAULT_TOKENS = ".tiendo/tokens.json";
    public static final String DEFAULT_UNIT_CLAIM = "unit";

    /** No tokens are asked for. */
    public static final AccessConfig OFF = new AccessConfig(false, Path.of(DEFAULT_TOKENS), null);

    /**
     * Whose JWTs are accepted.
     *
     * @param jwks where the issuer's keys are: a URL, or a file
     * @param issuer what {@code iss} must be
     * @param audience what must be in {@code aud}
     * @param unitClaim the claim that holds the unit's id
     */
    public record JwtConfig(String jwks, String issuer, String audience, String unitClaim) {}
}
