package org.tiendo.producer.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The parts of a workbook, which is a zip archive. Everything in it is unpacked once and counted before any of it is
 * read, so that what unpacks to gigabytes costs no more than the limit.
 */
final class ZipParts {
    private static final int BUFFER = 16 * 1024;

    /** Excel writes some dozens. */
    private static final int MOST_PARTS = 10_000;

    private final byte[] archive;
    private final Set<String> names;

    private ZipParts(byte[] archive, Set<String> names) {
        this.archive = archive;
        this.names = names;
    }

    /** @throws BadFileException when the archive is damaged, protected, or unpacks to more than the limit */
    static ZipParts of(byte[] archive, long inflatedLimit) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        byte[] buffer = new byte[BUFFER];
        long inflated = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    inflated += read;
                    if (inflated > inflatedLimit || names.size() > MOST_PARTS) {
                        throw FileProblem.INFLATES_TOO_LARGE.with(inflatedLimit);
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(e);
        }
        return new ZipParts(archive, names);
    }

    private static BadFileException damaged(Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof ZipException && reason.toLowerCase(Locale.ROOT).contains("encrypted")) {
            return FileProblem.ENCRYPTED_WORKBOOK.with();
        }
        return broken(reason);
    }

    static BadFileException broken(String reason) {
        String shown = CellText.shown(reason);
        return FileProblem.BROKEN_WORKBOOK.with(shown, shown);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** A part's bytes, unpacked as they are read; the caller closes them. Empty where there is no such part. */
    Optional<InputStream> open(String name) {
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive));
        try {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equalsIgnoreCase(name)) {
                    return Optional.of(zip);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw damaged(e);
        }
    }
}
