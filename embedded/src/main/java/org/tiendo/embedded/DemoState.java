package org.tiendo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a data directory was begun as, so that later starts go on with it: which clock, and the sample history it holds.
 *
 * @param clock what moves the business clock
 * @param historyUntil the last day of its simulated history, null where it was begun empty
 * @param historyComplete whether that history has been published to the end
 */
record DemoState(DemoClock clock, @Nullable LocalDate historyUntil, boolean historyComplete) {
    private static final String FILE = "demo.properties";

    /** The directory's state; null where no demo has been started on it. */
    static @Nullable DemoState read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            String until = properties.getProperty("history.until");
            return new DemoState(
                    DemoClock.valueOf(properties.getProperty("clock", "").toUpperCase(Locale.ROOT)),
                    until == null ? null : LocalDate.parse(until),
                    Boolean.parseBoolean(properties.getProperty("history.complete")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalStateException(
                    file + " is damaged (" + e.getMessage() + "): choose another directory with --data", e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file, e);
        }
    }

    void write(Path directory) {
        String until = historyUntil == null
                ? ""
                : "history.until=" + historyUntil + "\nhistory.complete=" + historyComplete + "\n";
        SafeFile.replace(directory.resolve(FILE), "clock=" + clock.name().toLowerCase(Locale.ROOT) + "\n" + until);
    }

    boolean owesHistory() {
        return historyUntil != null && !historyComplete;
    }

    DemoState withClock(DemoClock other) {
        return new DemoState(other, historyUntil, historyComplete);
    }

    DemoState withCompleteHistory() {
        return new DemoState(clock, historyUntil, true);
    }
}
