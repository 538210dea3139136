package org.tiendo.streams.access;

/** What is wrong with a request's token: the names that a caller can look up, each with its HTTP status. */
public enum TokenFault {
    AUTHORIZATION_MISSING(401, "send Authorization: Bearer and a token; tiendo token create makes one"),
    AUTHORIZATION_REPEATED(400, "send one Authorization header"),
    AUTHORIZATION_NOT_BEARER(401, "the Authorization header must begin with Bearer and one blank"),
    TOKEN_EMPTY(401, "there is no token after Bearer"),
    TOKEN_TOO_LONG(401, "the token is longer than any that is accepted"),
    TOKEN_MALFORMED(401, "it is neither a whole tiendo_ token nor a JWT; copy all of it, without blanks"),
    TOKEN_UNKNOWN(401, "no such token was made here"),
    TOKEN_EXPIRED(401, "the token has expired; have a new one made"),
    TOKEN_REVOKED(401, "the token was revoked; have a new one made"),
    TOKENS_UNREADABLE(503, "the tokens cannot be read now; the administrator finds why in /health/ready"),
    JWT_NOT_ACCEPTED(401, "JWTs are not accepted here; use a token of tiendo token create"),
    JWT_MALFORMED(401, "the JWT cannot be read"),
    JWT_ALGORITHM(401, "the JWT is not signed by an algorithm that is accepted"),
    JWT_CRITICAL_HEADER(401, "the JWT's header demands extensions that are not supported"),
    JWT_TYPE(401, "the JWT is of another type than JWT or at+jwt"),
    JWT_KEY_UNKNOWN(401, "the JWT is signed by a key that its issuer does not publish"),
    JWT_KEY_EXPIRED(401, "the JWT is signed by a key that is no longer, or not yet, valid"),
    JWT_KEYS_UNREACHABLE(503, "the issuer's keys cannot be fetched now"),
    JWT_SIGNATURE(401, "the JWT's signature is wrong"),
    JWT_ISSUER(401, "the JWT is of another issuer"),
    JWT_AUDIENCE(401, "the JWT is for another audience"),
    JWT_WITHOUT_EXPIRY(401, "the JWT does not say when it expires"),
    JWT_EXPIRED(401, "the JWT has expired"),
    JWT_NOT_YET_VALID(401, "the JWT is not valid yet"),
    JWT_WITHOUT_UNIT(401, "the JWT names no unit"),
    JWT_UNIT_INVALID(401, "the JWT's unit is not one id");

    private final int status;
    private final String advice;

    TokenFault(int status, String advice) {
        this.status = status;
        this.advice = advice;
    }

    /** The HTTP status that it is answered with. */
    public int status() {
        return status;
    }

    /** What is so, and what to do. */
    public String advice() {
        return advice;
    }
}
