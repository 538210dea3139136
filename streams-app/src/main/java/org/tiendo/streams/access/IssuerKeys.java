package org.tiendo.streams.access;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the issuer of JWTs, kept between requests. They are read again from time to time, and when a token names a
 * key that is not among them, for keys change; but never more often than every so often, whatever tokens come, and by one
 * request at a time. While the issuer cannot be reached, known keys go on being good for a while, and a key that is not
 * known means "ask again", not "refused": it may be a new one.
 */
final class IssuerKeys {
    static final int LARGEST_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final KeySource source;
    private final Rhythm rhythm;
    private final LongSupplier nanos;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;
    private volatile @Nullable Attempt last;

    /**
     * How often keys are read.
     *
     * @param freshFor after that they are read again
     * @param pause at least so long between two readings
     * @param trustedFor without another reading they are good for so long
     */
    record Rhythm(Duration freshFor, Duration pause, Duration trustedFor) {}

    private record Known(KeySet keys, long atNanos) {}

    private record Attempt(boolean failed, long atNanos) {}

    IssuerKeys(KeySource source, Rhythm rhythm, LongSupplier nanos) {
        this.source = source;
        this.rhythm = rhythm;
        this.nanos = nanos;
    }

    /** Keys that are published at a URL. */
    static IssuerKeys at(URI url, LongSupplier nanos) {
        return new IssuerKeys(
                new KeyUrl(url), new Rhythm(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofHours(6)), nanos);
    }

    /** Keys that are kept in a file. */
    static IssuerKeys in(Path file, LongSupplier nanos) {
        KeySource source = () -> {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new IOException(file + " is larger than any JWKS");
            }
            return Files.readString(file);
        };
        Duration often = Duration.ofSeconds(2);
        return new IssuerKeys(source, new Rhythm(often, often, Duration.ofMinutes(1)), nanos);
    }

    /**
     * The keys that may have signed what has this header, at least one.
     *
     * @throws RefusedToken when there is none, or when that cannot be known now
     */
    List<JWK> candidates(JWSHeader header) {
        Known before = known;
        boolean asked = before == null || age(before.atNanos()).compareTo(rhythm.freshFor()) > 0;
        boolean current = !asked || readAgain();
        List<JWK> found = matching(header);
        if (found.isEmpty() && !asked) {
            current = readAgain();
            found = matching(header);
        }
        if (found.isEmpty()) {
            throw new RefusedToken(current ? TokenFault.JWT_KEY_UNKNOWN : TokenFault.JWT_KEYS_UNREACHABLE);
        }
        return found;
    }

    private List<JWK> matching(JWSHeader header) {
        Known now = known;
        return now == null || age(now.atNanos()).compareTo(rhythm.trustedFor()) > 0
                ? List.of()
                : now.keys().matching(header);
    }

    private Duration age(long atNanos) {
        return Duration.ofNanos(nanos.getAsLong() - atNanos);
    }

    /** Whether what is known now is what the issuer says now. */
    private boolean readAgain() {
        if (!reading.tryLock()) {
            return false;
        }
        try {
            Attempt before = last;
            if (before != null && age(before.atNanos()).compareTo(rhythm.pause()) < 0) {
                return !before.failed();
            }
            return read();
        } finally {
            reading.unlock();
        }
    }

    private boolean read() {
        boolean failed = true;
        try {
            known = new Known(KeySet.parse(source.read()), nanos.getAsLong());
            failed = false;
        } catch (IOException | RuntimeException e) {
            LOG.warn("The keys of JWTs (setting jwks) cannot be read: {}", e.toString());
        }
        last = new Attempt(failed, nanos.getAsLong());
        return !failed;
    }
}
