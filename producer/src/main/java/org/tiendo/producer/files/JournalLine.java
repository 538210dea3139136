package org.tiendo.producer.files;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** One line of the import journal, with a checksum at its end. */
sealed interface JournalLine {

    /**
     * A row that was imported.
     *
     * @param place what it is about, or the id that its file gave it
     */
    record Row(Digest place, Digest content, String reportId, Instant reportedAt) implements JournalLine {
        @Override
        public String body() {
            String id = HexFormat.of().formatHex(reportId.getBytes(StandardCharsets.UTF_8));
            return "row " + place.toHex() + " " + content.toHex() + " " + id + " " + reportedAt.toEpochMilli();
        }
    }

    /** A file that was imported to its end. */
    record File(Digest digest, Instant at) implements JournalLine {
        @Override
        public String body() {
            return "file " + digest.toHex() + " " + at.toEpochMilli();
        }
    }

    /** The line without its checksum. */
    String body();

    default String text() {
        return body() + " " + checksum(body());
    }

    private static String checksum(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Empty where the text is no such line, or its checksum is another. */
    static Optional<JournalLine> parse(String text) {
        int end = text.lastIndexOf(' ');
        if (end < 0 || !text.substring(end + 1).equals(checksum(text.substring(0, end)))) {
            return Optional.empty();
        }
        String[] words = text.substring(0, end).split(" ", -1);
        try {
            if (words.length == 5 && words[0].equals("row")) {
                String id = new String(HexFormat.of().parseHex(words[3]), StandardCharsets.UTF_8);
                return Optional.of(new Row(
                        Digest.ofHex(words[1]),
                        Digest.ofHex(words[2]),
                        id,
                        Instant.ofEpochMilli(Long.parseLong(words[4]))));
            }
            if (words.length == 3 && words[0].equals("file")) {
                return Optional.of(new File(Digest.ofHex(words[1]), Instant.ofEpochMilli(Long.parseLong(words[2]))));
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
