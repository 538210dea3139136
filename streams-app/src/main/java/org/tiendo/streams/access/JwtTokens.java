package org.tiendo.streams.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.Normalizer;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.streams.access.AccessConfig.JwtConfig;

/**
 * JWTs of one issuer. What the header asks for is looked at first, then the signature, and only what is signed is
 * believed. Keys that a token brings along or points to are not looked at.
 */
final class JwtTokens {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Set<JOSEObjectType> TYPES = Set.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"));
    private static final int LONGEST_NAME = 128;

    private final JwtConfig config;
    private final IssuerKeys keys;
    private final InstantSource clock;

    JwtTokens(JwtConfig config, IssuerKeys keys, InstantSource clock) {
        this.config = config;
        this.keys = keys;
        this.clock = clock;
    }

    /** @throws RefusedToken when it does not open the door */
    Holder admit(String token) {
        SignedJWT jwt = parse(token);
        requireSignature(jwt);
        JWTClaimsSet claims = claimsOf(jwt);
        require(config.issuer().equals(claims.getIssuer()), TokenFault.JWT_ISSUER);
        require(claims.getAudience().contains(config.audience()), TokenFault.JWT_AUDIENCE);
        requireValidNow(claims);
        return new Holder.OfUnit(nameOf(claims), unitOf(claims));
    }

    private static SignedJWT parse(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            // Before anything else is made of it: a library must not get to see an algorithm that is not accepted.
            Map<String, Object> header = JSONObjectUtils.parse(new Base64URL(parts[0]).decodeToString());
            require(
                    header.get("alg") instanceof String name && KeySet.accepts(JWSAlgorithm.parse(name)),
                    TokenFault.JWT_ALGORITHM);
            require(!header.containsKey("crit") && !header.containsKey("b64"), TokenFault.JWT_CRITICAL_HEADER);
            SignedJWT jwt = SignedJWT.parse(token);
            JOSEObjectType type = jwt.getHeader().getType();
            require(type == null || TYPES.contains(type), TokenFault.JWT_TYPE);
            return jwt;
        } catch (ParseException | IllegalArgumentException e) {
            throw new RefusedToken(TokenFault.JWT_MALFORMED);
        }
    }

    private void requireSignature(SignedJWT jwt) {
        JWSHeader header = jwt.getHeader();
        List<JWK> candidates = keys.candidates(header);
        Instant now = clock.instant();
        List<JWK> valid = candidates.stream().filter(key -> isValidAt(now, key)).toList();
        require(!valid.isEmpty(), TokenFault.JWT_KEY_EXPIRED);
        require(valid.stream().anyMatch(key -> JwtSignature.isBy(key, jwt)), TokenFault.JWT_SIGNATURE);
    }

    private static boolean isValidAt(Instant now, JWK key) {
        return key.getKeyRevocation() == null
                && !isPast(key.getExpirationTime(), now)
                && !isAhead(key.getNotBeforeTime(), now);
    }

    private static boolean isPast(@Nullable Date end, Instant now) {
        return end != null && !now.isBefore(end.toInstant().plus(SKEW));
    }

    private static boolean isAhead(@Nullable Date start, Instant now) {
        return start != null && now.isBefore(start.toInstant().minus(SKEW));
    }

    private static JWTClaimsSet claimsOf(SignedJWT jwt) {
        try {
            return Objects.requireNonNull(jwt.getJWTClaimsSet(), "claims");
        } catch (ParseException | RuntimeException e) {
            throw new RefusedToken(TokenFault.JWT_MALFORMED);
        }
    }

    private void requireValidNow(JWTClaimsSet claims) {
        Instant now = clock.instant();
        require(claims.getExpirationTime() != null, TokenFault.JWT_WITHOUT_EXPIRY);
        require(!isPast(claims.getExpirationTime(), now), TokenFault.JWT_EXPIRED);
        require(!isAhead(claims.getNotBeforeTime(), now), TokenFault.JWT_NOT_YET_VALID);
    }

    private String unitOf(JWTClaimsSet claims) {
        Object claim = claims.getClaim(config.unitClaim());
        require(claim != null, TokenFault.JWT_WITHOUT_UNIT);
        if (claim instanceof String text) {
            String unit = Normalizer.normalize(text, Normalizer.Form.NFC);
            if (Ids.isValid(unit)) {
                return unit;
            }
        }
        throw new RefusedToken(TokenFault.JWT_UNIT_INVALID);
    }

    /** For logs: a subject that could be taken for something else in one is left out. */
    private static String nameOf(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        boolean plain = subject != null
                && subject.length() <= LONGEST_NAME
                && subject.chars().noneMatch(Character::isISOControl);
        return plain ? "jwt:" + subject : "jwt";
    }

    private static void require(boolean fine, TokenFault otherwise) {
        if (!fine) {
            throw new RefusedToken(otherwise);
        }
    }
}
