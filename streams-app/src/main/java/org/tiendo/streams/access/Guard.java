package org.tiendo.streams.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenSecret;

/** The door where tokens are asked for: reads the Authorization header and asks whoever knows that kind of token. */
public final class Guard implements Door {
    /** Room for a JWT with the roles that identity providers put in; the HTTP server takes headers of 8 KiB in all. */
    static final int LONGEST_TOKEN = 6 * 1024;

    private static final String SCHEME = "bearer";

    /** What RFC 6750 lets a bearer token consist of. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    private final TokenBook book;
    private final @Nullable JwtTokens jwts;

    /** @param jwts null where JWTs are not accepted */
    Guard(TokenBook book, @Nullable JwtTokens jwts) {
        this.book = book;
        this.jwts = jwts;
    }

    /**
     * The door that a configuration asks for.
     *
     * @param clock tells which tokens have expired
     * @param nanos a monotonic clock
     */
    public static Door of(AccessConfig config, InstantSource clock, LongSupplier nanos) {
        if (!config.on()) {
            return new OpenDoor();
        }
        AccessConfig.JwtConfig jwt = config.jwt();
        return new Guard(
                new TokenBook(new TokenFile(config.tokens()), clock, nanos),
                jwt == null ? null : new JwtTokens(jwt, keysOf(jwt.jwks(), nanos), clock));
    }

    private static IssuerKeys keysOf(String jwks, LongSupplier nanos) {
        return jwks.matches("https?://.*")
                ? IssuerKeys.at(URI.create(jwks), nanos)
                : IssuerKeys.in(Path.of(jwks), nanos);
    }

    @Override
    public Holder admit(List<String> authorization) {
        String token = tokenOf(authorization);
        if (token.startsWith(TokenSecret.PREFIX)) {
            if (!TokenSecret.isWellFormed(token)) {
                throw new RefusedToken(TokenFault.TOKEN_MALFORMED);
            }
            return book.admit(token);
        }
        if (!JWT.matcher(token).matches()) {
            throw new RefusedToken(TokenFault.TOKEN_MALFORMED);
        }
        if (jwts == null) {
            throw new RefusedToken(TokenFault.JWT_NOT_ACCEPTED);
        }
        return jwts.admit(token);
    }

    private static String tokenOf(List<String> authorization) {
        if (authorization.isEmpty()) {
            throw new RefusedToken(TokenFault.AUTHORIZATION_MISSING);
        }
        if (authorization.size() > 1) {
            throw new RefusedToken(TokenFault.AUTHORIZATION_REPEATED);
        }
        String header = authorization.get(0);
        int end = header.indexOf(' ');
        String scheme = end < 0 ? header : header.substring(0, end);
        if (!scheme.toLowerCase(Locale.ROOT).equals(SCHEME)) {
            throw new RefusedToken(TokenFault.AUTHORIZATION_NOT_BEARER);
        }
        String token = end < 0 ? "" : header.substring(end + 1);
        if (token.isBlank()) {
            throw new RefusedToken(TokenFault.TOKEN_EMPTY);
        }
        if (token.length() > LONGEST_TOKEN) {
            throw new RefusedToken(TokenFault.TOKEN_TOO_LONG);
        }
        if (!TOKEN.matcher(token).matches()) {
            throw new RefusedToken(TokenFault.TOKEN_MALFORMED);
        }
        return token;
    }

    @Override
    public List<String> unreadiness() {
        return book.unreadiness();
    }
}
