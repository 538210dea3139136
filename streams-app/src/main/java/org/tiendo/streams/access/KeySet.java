package org.tiendo.streams.access;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** An issuer's public keys, as far as signatures are checked with them. */
final class KeySet {
    /** Which key each accepted algorithm takes: never none, and never one that signs with what it is checked with. */
    private static final Map<JWSAlgorithm, Curve> CURVES = Map.of(
            JWSAlgorithm.ES256, Curve.P_256,
            JWSAlgorithm.ES384, Curve.P_384,
            JWSAlgorithm.ES512, Curve.P_521,
            JWSAlgorithm.EdDSA, Curve.Ed25519,
            JWSAlgorithm.Ed25519, Curve.Ed25519);

    private static final List<JWSAlgorithm> RSA = List.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512);

    private static final int FEWEST_RSA_BITS = 2_048;

    private final List<JWK> keys;

    private KeySet(List<JWK> keys) {
        this.keys = keys;
    }

    /** @throws IOException when it is no JWKS, or none of its keys could check any signature */
    static KeySet parse(String json) throws IOException {
        try {
            List<JWK> usable = JWKSet.parse(json).getKeys().stream()
                    .filter(KeySet::isStrong)
                    .map(JWK::toPublicJWK)
                    .toList();
            if (usable.isEmpty()) {
                throw new IOException("it holds no public key that could check a signature");
            }
            return new KeySet(usable);
        } catch (ParseException e) {
            throw new IOException("it is no JWKS: " + e.getMessage(), e);
        }
    }

    private static boolean isStrong(JWK key) {
        return key instanceof RSAKey rsa
                ? rsa.size() >= FEWEST_RSA_BITS
                : key instanceof ECKey || key instanceof OctetKeyPair;
    }

    static boolean accepts(JWSAlgorithm algorithm) {
        return CURVES.containsKey(algorithm) || RSA.contains(algorithm);
    }

    /** The keys that may have signed what has this header. */
    List<JWK> matching(JWSHeader header) {
        String keyId = header.getKeyID();
        return keys.stream()
                .filter(key -> keyId == null || keyId.equals(key.getKeyID()))
                .filter(key -> fits(key, header.getAlgorithm()))
                .toList();
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        Algorithm only = key.getAlgorithm();
        boolean signs = (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
        return signs && (only == null || only.equals(algorithm)) && isOfKind(key, algorithm);
    }

    private static boolean isOfKind(JWK key, JWSAlgorithm algorithm) {
        if (key instanceof RSAKey) {
            return RSA.contains(algorithm);
        }
        if (key instanceof ECKey ec) {
            return ec.getCurve().equals(CURVES.get(algorithm));
        }
        return key instanceof OctetKeyPair pair && pair.getCurve().equals(CURVES.get(algorithm));
    }
}
