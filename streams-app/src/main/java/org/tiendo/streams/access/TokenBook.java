package org.tiendo.streams.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenList;
import org.tiendo.producer.tokens.UnitToken;

/**
 * The tokens of the file, as it stands now: it is read again when it has changed, which is looked up once a second. While
 * it cannot be read, no token of it is accepted, not even one that was good before: it may be the one just revoked.
 */
final class TokenBook {
    private static final Logger LOG = LoggerFactory.getLogger(TokenBook.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final TokenFile file;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private volatile @Nullable Page page;

    /** What tells one state of the file from another. */
    private record Stamp(
            FileTime modified, long bytes, @Nullable Object inode) {}

    /**
     * What was read.
     *
     * @param fault why it could not be; null when it could
     * @param stamp of what was read; null where there was no file
     */
    private record Page(
            TokenList tokens,
            @Nullable String fault,
            @Nullable Stamp stamp,
            long lookedAtNanos) {
        Page lookedAt(long now) {
            return new Page(tokens, fault, stamp, now);
        }
    }

    /**
     * The tokens of a file.
     *
     * @param clock tells which have expired
     * @param nanos a monotonic clock
     */
    TokenBook(TokenFile file, InstantSource clock, LongSupplier nanos) {
        this.file = file;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** @throws RefusedToken when the token is not one of these, or not any more */
    Holder admit(String secret) {
        Page now = page();
        if (now.fault() != null) {
            throw new RefusedToken(TokenFault.TOKENS_UNREADABLE);
        }
        UnitToken token = now.tokens().find(secret).orElseThrow(() -> new RefusedToken(TokenFault.TOKEN_UNKNOWN));
        if (token.revoked() != null) {
            throw new RefusedToken(TokenFault.TOKEN_REVOKED);
        }
        if (token.isExpired(clock.instant())) {
            throw new RefusedToken(TokenFault.TOKEN_EXPIRED);
        }
        String unit = token.unit();
        return unit == null
                ? new Holder.OfEverything("token:" + token.id())
                : new Holder.OfUnit("token:" + token.id(), unit);
    }

    /** Why no token is accepted; empty while the file can be read. Told to everybody, so the log alone names the file. */
    List<String> unreadiness() {
        return page().fault() == null
                ? List.of()
                : List.of("the file of tokens cannot be used and none of them is accepted; the log says why");
    }

    private Page page() {
        Page known = page;
        return known != null && isFresh(known) ? known : look();
    }

    private boolean isFresh(Page known) {
        return nanos.getAsLong() - known.lookedAtNanos() < LOOK_EVERY.toNanos();
    }

    private synchronized Page look() {
        Page before = page;
        if (before != null && isFresh(before)) {
            return before;
        }
        Page next = read(before, nanos.getAsLong());
        if (before == null || !Objects.equals(next.fault(), before.fault()) || next.tokens() != before.tokens()) {
            log(next);
        }
        page = next;
        return next;
    }

    private Page read(@Nullable Page before, long now) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            Stamp stamp = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            if (before != null && before.fault() == null && stamp.equals(before.stamp())) {
                return before.lookedAt(now);
            }
            return new Page(file.read(), null, stamp, now);
        } catch (NoSuchFileException e) {
            // Before the first token is made there is no file; one that goes away is another matter.
            return before == null || (before.stamp() == null && before.fault() == null)
                    ? new Page(TokenList.EMPTY, null, null, now)
                    : new Page(TokenList.EMPTY, "the file of tokens " + file.path() + " is gone", null, now);
        } catch (IOException | RuntimeException e) {
            return new Page(TokenList.EMPTY, "the file of tokens cannot be used: " + reason(e), null, now);
        }
    }

    private static String reason(Exception e) {
        return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
    }

    private void log(Page next) {
        if (next.fault() != null) {
            LOG.error("No token is accepted: {}", next.fault());
        } else if (next.stamp() == null) {
            LOG.warn("There is no file of tokens at {} yet: make one with tiendo token create", file.path());
        } else {
            Instant now = clock.instant();
            LOG.info(
                    "{} of {} tokens in {} are valid",
                    next.tokens().tokens().stream()
                            .filter(token -> token.state(now).equals("valid"))
                            .count(),
                    next.tokens().tokens().size(),
                    file.path());
        }
    }
}
