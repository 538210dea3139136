package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenList;
import org.tiendo.producer.tokens.TokenSecret;
import org.tiendo.producer.tokens.UnitToken;
import org.tiendo.streams.access.TestDoors;
import org.tiendo.streams.access.TestIssuer;

/** Every bad token ends in a refusal that has a name, asked through HTTP; the good ones among them still open the door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenVectorsTest {
    private static final String GOOD = "tiendo_" + "g".repeat(43);
    private static final String EXPIRED = "tiendo_" + "e".repeat(43);
    private static final String REVOKED = "tiendo_" + "r".repeat(43);
    private static final String RS256 = "{\"alg\":\"RS256\",\"kid\":\"rsa\"}";

    private final TestIssuer issuer = new TestIssuer();
    private ServedApi api;

    @BeforeAll
    void serve(@TempDir Path directory) {
        TokenFile file = new TokenFile(directory.resolve("tokens.json"));
        file.change(list -> new TokenList(List.of(
                token("good2345", GOOD, false, false),
                token("expd2345", EXPIRED, true, false),
                token("revd2345", REVOKED, false, true))));
        api = new ServedApi(TestDoors.of(file.path(), issuer));
        api.reads.unit("a", null);
    }

    @AfterAll
    void close() {
        api.close();
    }

    private static UnitToken token(String id, String secret, boolean expired, boolean revoked) {
        return new UnitToken(
                id,
                "a",
                TokenSecret.hash(secret),
                TestIssuer.NOW,
                expired ? TestIssuer.NOW : null,
                revoked ? TestIssuer.NOW : null,
                "");
    }

    private static Arguments vector(String name, int status, String code, String... authorization) {
        return Arguments.of(name, status, code, authorization);
    }

    private static Arguments jwt(String name, int status, String code, String token) {
        return vector(name, status, code, "Bearer " + token);
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                vector("none", 401, "AUTHORIZATION_MISSING"),
                vector("empty", 401, "AUTHORIZATION_NOT_BEARER", ""),
                vector("another scheme", 401, "AUTHORIZATION_NOT_BEARER", "Basic dXNlcjpwYXNz"),
                vector("no scheme", 401, "AUTHORIZATION_NOT_BEARER", GOOD),
                vector("a tab for the blank", 401, "AUTHORIZATION_NOT_BEARER", "Bearer\t" + GOOD),
                vector("a scheme alone", 401, "TOKEN_EMPTY", "Bearer"),
                vector("two headers", 400, "AUTHORIZATION_REPEATED", "Bearer " + GOOD, "Bearer " + GOOD),
                vector("two in one", 401, "TOKEN_MALFORMED", "Bearer " + GOOD + ", Bearer " + GOOD),
                vector("two blanks", 401, "TOKEN_MALFORMED", "Bearer  " + GOOD),
                vector("other letters", 401, "TOKEN_MALFORMED", "Bearer tiendo_\u00e9" + "g".repeat(42)),
                vector("a control character", 400, "HTTP_400", "Bearer tiendo_\u0001" + "g".repeat(42)),
                vector("huge", 401, "TOKEN_TOO_LONG", "Bearer " + "g".repeat(7_000)),
                vector("too huge for HTTP", 431, "HTTP_431", "Bearer " + "g".repeat(20_000)));
    }

    private static Stream<Arguments> tokens() {
        return Stream.of(
                jwt("truncated", 401, "TOKEN_MALFORMED", GOOD.substring(0, 49)),
                jwt("one character more", 401, "TOKEN_MALFORMED", GOOD + "g"),
                jwt("another word", 401, "TOKEN_MALFORMED", "letmein"),
                jwt("in capitals", 401, "TOKEN_MALFORMED", GOOD.toUpperCase(java.util.Locale.ROOT)),
                jwt("unknown", 401, "TOKEN_UNKNOWN", "tiendo_" + "u".repeat(43)),
                jwt("its hash", 401, "TOKEN_MALFORMED", "tiendo_" + TokenSecret.hash(GOOD)),
                jwt("expired", 401, "TOKEN_EXPIRED", EXPIRED),
                jwt("revoked", 401, "TOKEN_REVOKED", REVOKED));
    }

    private Stream<Arguments> forgedJwts() throws Exception {
        String claims = TestIssuer.claims("a").build().toString();
        String good = issuer.signed(TestIssuer.claims("a").build());
        String[] parts = good.split("\\.");
        byte[] none = {};
        return Stream.of(
                jwt("alg none", 401, "JWT_ALGORITHM", TestIssuer.raw("{\"alg\":\"none\"}", claims, none)),
                jwt("alg nOnE", 401, "JWT_ALGORITHM", TestIssuer.raw("{\"alg\":\"nOnE\"}", claims, none)),
                jwt("no alg", 401, "JWT_ALGORITHM", TestIssuer.raw("{\"kid\":\"rsa\"}", claims, none)),
                jwt("alg a number", 401, "JWT_ALGORITHM", TestIssuer.raw("{\"alg\":256}", claims, none)),
                jwt("HMAC with the public key", 401, "JWT_ALGORITHM", hmacWithThePublicKey()),
                jwt(
                        "alg twice",
                        401,
                        "JWT_MALFORMED",
                        TestIssuer.raw("{\"alg\":\"none\",\"alg\":\"RS256\"}", claims, none)),
                jwt("no signature", 401, "JWT_MALFORMED", TestIssuer.raw(RS256, claims, none)),
                jwt("signature of another", 401, "JWT_SIGNATURE", TestIssuer.raw(RS256, claims, new byte[256])),
                jwt(
                        "other claims under it",
                        401,
                        "JWT_SIGNATURE",
                        parts[0] + "."
                                + com.nimbusds.jose.util.Base64URL.encode(
                                        TestIssuer.claims("b").build().toString())
                                + "." + parts[2]),
                jwt("another key of the same id", 401, "JWT_SIGNATURE", by(issuer.strange)),
                jwt(
                        "an ES256 signature of zeros",
                        401,
                        "JWT_SIGNATURE",
                        TestIssuer.raw("{\"alg\":\"ES256\",\"kid\":\"ec\"}", claims, new byte[64])),
                jwt(
                        "an algorithm of another key",
                        401,
                        "JWT_KEY_UNKNOWN",
                        TestIssuer.raw("{\"alg\":\"ES256\",\"kid\":\"rsa\"}", claims, new byte[64])),
                jwt(
                        "a key it brings along",
                        401,
                        "JWT_SIGNATURE",
                        issuer.signed(
                                JWSAlgorithm.RS256,
                                issuer.strange,
                                header -> header.jwk(issuer.strange.toPublicJWK()),
                                TestIssuer.claims("a").build())),
                jwt(
                        "unknown kid",
                        401,
                        "JWT_KEY_UNKNOWN",
                        by(TestIssuer.newRsa(2048, "nobody", null, KeyUse.SIGNATURE))),
                jwt("a key for encryption", 401, "JWT_KEY_UNKNOWN", by(issuer.forEncryption)),
                jwt("expired key", 401, "JWT_KEY_EXPIRED", by(issuer.expired)),
                jwt(
                        "crit",
                        401,
                        "JWT_CRITICAL_HEADER",
                        issuer.signed(
                                JWSAlgorithm.RS256,
                                issuer.rsa,
                                header -> header.criticalParams(Set.of("exp")).customParam("exp", 1),
                                TestIssuer.claims("a").build())),
                jwt(
                        "another type",
                        401,
                        "JWT_TYPE",
                        issuer.signed(
                                JWSAlgorithm.RS256,
                                issuer.rsa,
                                header -> header.type(new JOSEObjectType("logout+jwt")),
                                TestIssuer.claims("a").build())),
                jwt("two parts", 401, "TOKEN_MALFORMED", parts[0] + "." + parts[1]),
                jwt("five parts", 401, "TOKEN_MALFORMED", good + "." + parts[1] + "." + parts[2]),
                jwt("header no JSON", 401, "JWT_MALFORMED", TestIssuer.raw("RS256", claims, new byte[256])),
                jwt(
                        "header nested deep",
                        401,
                        "JWT_MALFORMED",
                        TestIssuer.raw("{\"alg\":" + "[".repeat(3_000) + "]".repeat(0), claims, new byte[8])));
    }

    private String by(com.nimbusds.jose.jwk.RSAKey key) {
        return issuer.signed(
                JWSAlgorithm.RS256,
                key,
                header -> header,
                TestIssuer.claims("a").build());
    }

    private String hmacWithThePublicKey() throws Exception {
        byte[] pem = ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.encode(issuer.rsa.toPublicKey().getEncoded()) + "\n-----END PUBLIC KEY-----\n")
                .getBytes(US_ASCII);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(),
                TestIssuer.claims("a").build());
        jwt.sign(new MACSigner(pem));
        return jwt.serialize();
    }

    private Stream<Arguments> wrongClaims() {
        return Stream.of(
                claims("wrong issuer", "JWT_ISSUER", good().issuer("https://id.example.vn/")),
                claims("no issuer", "JWT_ISSUER", good().issuer(null)),
                claims("wrong audience", "JWT_AUDIENCE", good().audience("another")),
                claims("no audience", "JWT_AUDIENCE", good().audience((String) null)),
                claims("expired", "JWT_EXPIRED", good().expirationTime(at(-61))),
                claims("not yet valid", "JWT_NOT_YET_VALID", good().notBeforeTime(at(61))),
                claims("no expiry", "JWT_WITHOUT_EXPIRY", good().expirationTime(null)),
                claims("an expiry that is text", "JWT_MALFORMED", good().claim("exp", "never")),
                claims("no unit", "JWT_WITHOUT_UNIT", good().claim("unit", null)),
                claims("a unit of another type", "JWT_UNIT_INVALID", good().claim("unit", 7)),
                claims("a list of units", "JWT_UNIT_INVALID", good().claim("unit", List.of("a"))),
                claims("an empty unit", "JWT_UNIT_INVALID", good().claim("unit", "")),
                claims("the key of everything", "JWT_UNIT_INVALID", good().claim("unit", "|")),
                claims("a unit with a blank", "JWT_UNIT_INVALID", good().claim("unit", "a b")),
                claims("a unit too long", "JWT_UNIT_INVALID", good().claim("unit", "a".repeat(129))));
    }

    private static JWTClaimsSet.Builder good() {
        return TestIssuer.claims("a");
    }

    private static Date at(int seconds) {
        return Date.from(TestIssuer.NOW.plusSeconds(seconds));
    }

    private Arguments claims(String name, String code, JWTClaimsSet.Builder claims) {
        return jwt("claims: " + name, 401, code, issuer.signed(claims.build()));
    }

    Stream<Arguments> vectors() throws Exception {
        return Stream.of(headers(), tokens(), forgedJwts(), wrongClaims()).flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("vectors")
    void aBadTokenIsRefusedByItsName(String name, int status, String code, String[] authorization) throws IOException {
        // When
        String answer = RawHttp.get(api.port(), "/api/v1/units", lines(authorization));

        // Then
        JsonNode problem = ServedApi.parse(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(answer.contains("WWW-Authenticate: Bearer realm=\"tiendo\"")).isEqualTo(!code.startsWith("HTTP_"));
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(RawHttp.get(api.port(), "/api/v1/units", "Authorization: Bearer " + GOOD))
                .startsWith("HTTP/1.1 200");
    }

    private static String[] lines(String[] authorization) {
        return Stream.of(authorization).map(value -> "Authorization: " + value).toArray(String[]::new);
    }

    Stream<Arguments> accepted() {
        JWTClaimsSet claims = good().build();
        return Stream.of(
                Arguments.of("a token", GOOD),
                Arguments.of("RS256", issuer.signed(claims)),
                Arguments.of("PS256", issuer.signed(JWSAlgorithm.PS256, issuer.rsa, header -> header, claims)),
                Arguments.of("ES256", issuer.signed(JWSAlgorithm.ES256, issuer.ec, header -> header, claims)),
                Arguments.of("EdDSA", issuer.signed(JWSAlgorithm.EdDSA, issuer.ed, header -> header, claims)),
                Arguments.of("Ed25519", issuer.signed(JWSAlgorithm.Ed25519, issuer.ed, header -> header, claims)),
                Arguments.of(
                        "no kid", issuer.signed(JWSAlgorithm.RS256, issuer.rsa, header -> header.keyID(null), claims)),
                Arguments.of(
                        "at+jwt",
                        issuer.signed(
                                JWSAlgorithm.RS256,
                                issuer.rsa,
                                header -> header.type(new JOSEObjectType("at+jwt")),
                                claims)),
                Arguments.of(
                        "no type", issuer.signed(JWSAlgorithm.RS256, issuer.rsa, header -> header.type(null), claims)),
                Arguments.of(
                        "several audiences",
                        issuer.signed(good().audience(List.of("x", "tiendo")).build())),
                Arguments.of(
                        "clocks a little apart",
                        issuer.signed(good().expirationTime(at(-59))
                                .notBeforeTime(at(59))
                                .build())),
                Arguments.of("no nbf", issuer.signed(good().notBeforeTime(null).build())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void aGoodTokenOpensTheDoor(String name, String token) throws IOException {
        assertThat(RawHttp.get(api.port(), "/api/v1/units/a", "Authorization: bearer " + token))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aTokenInTheAddressIsNoToken() throws IOException {
        assertThat(RawHttp.get(api.port(), "/api/v1/units?access_token=" + GOOD))
                .startsWith("HTTP/1.1 401")
                .contains("AUTHORIZATION_MISSING")
                .doesNotContain(GOOD);
    }
}
