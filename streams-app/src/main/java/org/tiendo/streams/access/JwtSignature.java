package org.tiendo.streams.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Checks the signature of a JWT with a public key. */
final class JwtSignature {
    private static final String ED25519 = "Ed25519";

    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] ED25519_HEADER = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_BYTES = 32;

    private JwtSignature() {}

    /** Whether this key signed it; false too where the key cannot be used. */
    static boolean isBy(JWK key, SignedJWT jwt) {
        try {
            if (key instanceof OctetKeyPair pair) {
                return isByEd25519(pair, jwt);
            }
            PublicKey publicKey = ((AsymmetricJWK) key).toPublicKey();
            return jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), publicKey));
        } catch (JOSEException | GeneralSecurityException e) {
            return false;
        }
    }

    /** By Java itself: the JWT library would need another library for it. */
    private static boolean isByEd25519(OctetKeyPair pair, SignedJWT jwt) throws GeneralSecurityException {
        byte[] x = pair.getX().decode();
        if (x.length != ED25519_BYTES) {
            return false;
        }
        byte[] encoded = new byte[ED25519_HEADER.length + x.length];
        System.arraycopy(ED25519_HEADER, 0, encoded, 0, ED25519_HEADER.length);
        System.arraycopy(x, 0, encoded, ED25519_HEADER.length, x.length);
        Signature signature = Signature.getInstance(ED25519);
        signature.initVerify(KeyFactory.getInstance(ED25519).generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update(jwt.getSigningInput());
        return signature.verify(jwt.getSignature().decode());
    }
}
