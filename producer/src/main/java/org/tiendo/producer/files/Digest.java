package org.tiendo.producer.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;

/**
 * The first 16 bytes of a SHA-256: what tells slots and contents of reports apart in little room.
 *
 * @param high the first eight bytes
 * @param low the other eight
 */
record Digest(long high, long low) {
    private static final int HEX_DIGITS = 32;

    /** What a report is about; a later report about the same takes an earlier one's place. */
    static Digest ofSlot(ProgressReport report) {
        return of(
                "slot",
                report.getUnitId(),
                report.getTaskId(),
                report.getPeriod(),
                report.getAsOf().toString());
    }

    /** What a reportId stands for on a task. */
    static Digest ofId(ProgressReport report) {
        return of("id", report.getTaskId(), report.getReportId());
    }

    /** What a report says: all of it but its reportId and when it was made. */
    static Digest ofContent(ProgressReport report) {
        Digest slot = ofSlot(report);
        String[] parts = new String[8 + 3 * report.getEvidence().size()];
        int next = 0;
        parts[next++] = slot.toHex();
        parts[next++] = report.getStatus().name();
        parts[next++] = textOf(report.getPercent());
        parts[next++] = textOf(report.getNumerator());
        parts[next++] = textOf(report.getDenominator());
        parts[next++] = report.getReporter();
        parts[next++] = report.getNote();
        parts[next++] = report.getWithdraws();
        List<Evidence> evidence = report.getEvidence();
        for (Evidence document : evidence) {
            parts[next++] = document.getNumber();
            parts[next++] = document.getTitle();
            parts[next++] = document.getUrl();
        }
        return of(parts);
    }

    private static @Nullable String textOf(@Nullable Number number) {
        return number == null ? null : number.toString();
    }

    /** Of texts in their order; each with its length, so that none can run into the next, and null is not empty. */
    static Digest of(@Nullable String... parts) {
        MessageDigest sha = sha256();
        for (String part : parts) {
            byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
            sha.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(part == null ? -1 : bytes.length)
                    .array());
            sha.update(bytes);
        }
        return ofFirstBytes(sha.digest());
    }

    static Digest ofBytes(byte[] bytes) {
        return ofFirstBytes(sha256().digest(bytes));
    }

    private static Digest ofFirstBytes(byte[] hash) {
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new Digest(buffer.getLong(), buffer.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As a UUID of version 8, which is for such hashes. */
    UUID toUuid() {
        return new UUID((high & ~0xF000L) | 0x8000L, (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    String toHex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    /** @throws NumberFormatException when the text is no such digest */
    static Digest ofHex(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new NumberFormatException("a digest has " + HEX_DIGITS + " digits: " + hex);
        }
        return new Digest(
                Long.parseUnsignedLong(hex.substring(0, HEX_DIGITS / 2), 16),
                Long.parseUnsignedLong(hex.substring(HEX_DIGITS / 2), 16));
    }
}
