package org.tiendo.producer.tokens;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;

/**
 * What is kept of a token: whose it is and how to know it again, never the token itself.
 *
 * @param id names it in lists and logs
 * @param unit the unit that it speaks for, with those under it; null for all units, which is an administrator's
 * @param sha256 hash of the token, in hexadecimal
 * @param expires from then on it is refused; null for never
 * @param revoked since then it is refused; null while it is not
 * @param note for those who administer tokens
 */
public record UnitToken(
        String id,
        @Nullable String unit,
        String sha256,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant revoked,
        String note) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{4,32}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when a part cannot be what it should */
    public UnitToken {
        require(ID.matcher(id).matches(), "id '" + id + "' is not 4 to 32 small letters and digits");
        require(unit == null || Ids.isValid(unit), "the unit of " + id + " is no unit's id");
        require(SHA_256.matcher(sha256).matches(), "the hash of " + id + " is not a SHA-256");
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    public boolean isExpired(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** The same one, refused from now on; one that was revoked before stays as it was. */
    public UnitToken revokedAt(Instant now) {
        return revoked != null ? this : new UnitToken(id, unit, sha256, created, expires, now, note);
    }

    /** How it stands: what a list shows. */
    public String state(Instant now) {
        if (revoked != null) {
            return "revoked";
        }
        return isExpired(now) ? "expired" : "valid";
    }
}
