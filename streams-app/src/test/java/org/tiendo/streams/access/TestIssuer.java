package org.tiendo.streams.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An identity provider: its keys, and JWTs as it and as forgers make them. */
public final class TestIssuer {
    public static final String ISSUER = "https://id.example.vn";
    public static final String AUDIENCE = "tiendo";
    public static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    public final RSAKey rsa = newRsa("rsa", null);
    public final RSAKey expired = newRsa("expired", NOW.minusSeconds(3_600));
    public final RSAKey forEncryption = newRsa("enc", null, KeyUse.ENCRYPTION);
    public final RSAKey strange = newRsa("rsa", null);
    public final ECKey ec = newEc();
    final KeyPair edPair = newEd25519();
    public final OctetKeyPair ed = publicEd25519();

    /** What it publishes. */
    public String jwks() {
        return jwksOf(rsa, expired, forEncryption, ec, ed);
    }

    public static String jwksOf(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    /** The claims of a token that is accepted. */
    public static JWTClaimsSet.Builder claims(String unit) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("lan")
                .claim("unit", unit)
                .expirationTime(Date.from(NOW.plusSeconds(600)))
                .notBeforeTime(Date.from(NOW.minusSeconds(600)));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(JWSAlgorithm.RS256, rsa, header -> header, claims);
    }

    public String signed(
            JWSAlgorithm algorithm, JWK key, UnaryOperator<JWSHeader.Builder> header, JWTClaimsSet claims) {
        JWSHeader.Builder plain =
                new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(JOSEObjectType.JWT);
        SignedJWT jwt = new SignedJWT(header.apply(plain).build(), claims);
        try {
            if (key instanceof OctetKeyPair) {
                return withSignature(jwt, edSignature(jwt.getSigningInput()));
            }
            jwt.sign(key instanceof RSAKey rsaKey ? new RSASSASigner(rsaKey) : new ECDSASigner((ECKey) key));
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] edSignature(byte[] input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(edPair.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    private static String withSignature(SignedJWT jwt, byte[] signature) {
        return new String(jwt.getSigningInput(), StandardCharsets.US_ASCII) + "." + Base64URL.encode(signature);
    }

    /** A token of any parts, well formed or not. */
    public static String raw(String header, String payload, byte[] signature) {
        return Base64URL.encode(header) + "." + Base64URL.encode(payload) + "." + Base64URL.encode(signature);
    }

    public static String claimsWith(String name, Object value) {
        return claims("a").claim(name, value).build().toString();
    }

    public static Map<String, Object> publicJwk(RSAKey key) {
        return key.toPublicJWK().toJSONObject();
    }

    private static RSAKey newRsa(String id, Instant expires) {
        return newRsa(id, expires, KeyUse.SIGNATURE);
    }

    private static RSAKey newRsa(String id, Instant expires, KeyUse use) {
        return newRsa(2048, id, expires, use);
    }

    public static RSAKey newRsa(int bits, String id, Instant expires, KeyUse use) {
        try {
            return new RSAKeyGenerator(bits, true)
                    .keyID(id)
                    .keyUse(use)
                    .expirationTime(expires == null ? null : Date.from(expires))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey newEc() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newEd25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Java encodes such a key as 12 fixed bytes and its 32. */
    private OctetKeyPair publicEd25519() {
        byte[] encoded = edPair.getPublic().getEncoded();
        return new OctetKeyPair.Builder(
                        Curve.Ed25519, Base64URL.encode(Arrays.copyOfRange(encoded, 12, encoded.length)))
                .keyID("ed")
                .build();
    }
}
