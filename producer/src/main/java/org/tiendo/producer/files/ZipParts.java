package org.tiendo.producer.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * The parts of a workbook, which is a zip archive. Everything in it is unpacked once and counted before any of it is
 * read, so that what unpacks to gigabytes costs no more than the limit. Not by Java's own stream of entries: it does not
 * read all that spreadsheets are written with.
 */
final class ZipParts {
    private static final int BUFFER = 16 * 1024;

    /** Excel writes some dozens. */
    private static final int MOST_PARTS = 10_000;

    private final ZipFile archive;
    private final Map<String, ZipArchiveEntry> entries;

    private ZipParts(ZipFile archive, Map<String, ZipArchiveEntry> entries) {
        this.archive = archive;
        this.entries = entries;
    }

    /** @throws BadFileException when the archive is damaged, protected, or unpacks to more than the limit */
    static ZipParts of(byte[] bytes, long inflatedLimit) {
        try {
            ZipFile archive = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                    .get();
            return new ZipParts(archive, entries(archive, inflatedLimit));
        } catch (IOException | IllegalArgumentException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, ZipArchiveEntry> entries(ZipFile archive, long inflatedLimit) throws IOException {
        Map<String, ZipArchiveEntry> entries = new HashMap<>();
        byte[] buffer = new byte[BUFFER];
        long inflated = 0;
        for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
            if (entry.getGeneralPurposeBit().usesEncryption()) {
                throw FileProblem.ENCRYPTED_WORKBOOK.with();
            }
            entries.putIfAbsent(key(entry.getName()), entry);
            try (InputStream part = archive.getInputStream(entry)) {
                for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                    inflated += read;
                    if (inflated > inflatedLimit || entries.size() > MOST_PARTS) {
                        throw FileProblem.INFLATES_TOO_LARGE.with(inflatedLimit);
                    }
                }
            }
        }
        return entries;
    }

    /** Capitals make no difference to spreadsheet programs. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static BadFileException broken(String reason) {
        String shown = CellText.shown(reason);
        return FileProblem.BROKEN_WORKBOOK.with(shown);
    }

    boolean has(String name) {
        return entries.containsKey(key(name));
    }

    /** A part's bytes, unpacked as they are read; the caller closes them. Empty where there is no such part. */
    Optional<InputStream> open(String name) {
        ZipArchiveEntry entry = entries.get(key(name));
        if (entry == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(archive.getInputStream(entry));
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }
}
