package org.tiendo.streams.access;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.streams.access.AccessConfig.JwtConfig;

/** Doors with clocks and keys of the tests. */
public final class TestDoors {
    static final IssuerKeys.Rhythm RHYTHM =
            new IssuerKeys.Rhythm(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(6));

    private TestDoors() {}

    /** Takes the tokens of a file and the JWTs of an issuer. */
    public static Door of(Path tokens, TestIssuer issuer) {
        return of(tokens, issuer::jwks, () -> 0);
    }

    static Door of(Path tokens, KeySource keys, LongSupplier nanos) {
        InstantSource clock = InstantSource.fixed(TestIssuer.NOW);
        JwtConfig jwt = new JwtConfig("unused", TestIssuer.ISSUER, TestIssuer.AUDIENCE, "unit");
        return new Guard(
                new TokenBook(new TokenFile(tokens), clock, nanos),
                new JwtTokens(jwt, new IssuerKeys(keys, RHYTHM, nanos), clock));
    }
}
