package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A look at a spool's directory that changes nothing, whoever has it. While a program works on it the figures are those
 * of a moment.
 *
 * @param takenBy who has the directory now; empty where nobody has
 */
public record SpoolInspection(SpoolStatus status, String takenBy) {
    private static final int TRIES = 5;

    /** Whether a directory is a spool. */
    public static boolean isSpool(Path directory) {
        return Files.exists(directory.resolve(SpoolLock.FILE));
    }

    /** @throws IOException when the directory cannot be read */
    public static SpoolInspection of(Path directory) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return look(directory);
            } catch (NoSuchFileException e) {
                // A file was delivered to its end and deleted between its listing and its reading.
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static SpoolInspection look(Path directory) throws IOException {
        String takenBy = SpoolLock.takenBy(directory);
        DamagedRecords damaged = new DamagedRecords(directory);
        HeldReports held = new HeldReports(directory);
        Recovery found = Recovery.look(
                Segments.in(directory), DeliveryLog.read(directory), (torn, segment, offset, bytes) -> {});
        int torn = takenBy.isEmpty() ? found.tornTails() : 0;
        SpoolStatus status = new SpoolStatus(
                found.pending(),
                found.bytes() + damaged.bytes() + held.bytes(),
                held.count(),
                damaged.count(false),
                damaged.count(true) + torn,
                SpoolCondition.read(directory));
        return new SpoolInspection(status, takenBy);
    }
}
