package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;

/**
 * Reports on this machine's disk on their way out. Whatever happens to the line or to this process, what was taken is
 * there until the outlet has it.
 */
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Path directory;
    private final SpoolSettings settings;
    private final SpoolFiles files;
    private final SpoolWriter writer;
    private final Waiters waiters;
    private final Drainer drainer;
    private final Outlet outlet;
    private final Thread writing;
    private final Thread waiting;
    private final Thread draining;

    private Spool(
            Path directory,
            SpoolSettings settings,
            SpoolFiles files,
            SegmentFile.Opener opener,
            Outlet outlet,
            InstantSource clock) {
        this.directory = directory;
        this.settings = settings;
        this.files = files;
        this.outlet = outlet;
        writer = files.writer(opener, settings.segmentBytes());
        waiters = new Waiters(settings.patience());
        drainer = new Drainer(files, settings, outlet, waiters, clock);
        writing = daemon(writer, "tiendo-spool-write");
        waiting = daemon(waiters, "tiendo-spool-wait");
        draining = daemon(drainer, "tiendo-spool-drain");
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Opens a directory, making it where it is missing, and begins to deliver what is in it.
     *
     * @param outlet where to; the spool closes it
     * @throws SpoolInUseException when another program has the directory
     * @throws OperationFailedException when the directory cannot be used
     */
    public static Spool open(Path directory, SpoolSettings settings, Outlet outlet, InstantSource clock) {
        return open(directory, settings, outlet, clock, SegmentFile::onDisk);
    }

    static Spool open(
            Path directory, SpoolSettings settings, Outlet outlet, InstantSource clock, SegmentFile.Opener opener) {
        try {
            SpoolFiles files = SpoolFiles.open(directory, settings.maxBytes());
            Spool spool = new Spool(directory, settings, files, opener, outlet, clock);
            List.of(spool.writing, spool.waiting, spool.draining).forEach(Thread::start);
            return spool;
        } catch (IOException e) {
            throw new OperationFailedException(
                    "The spool " + directory + " cannot be used: " + e.getMessage()
                            + ". Check that the directory may be written to",
                    e);
        }
    }

    /**
     * Takes a report.
     *
     * @return completes when the outlet has the report, when patience ends ({@link SendResult.Spooled}), or when it could
     *     not be taken ({@link SendResult.Failed} with a {@link SpoolFullException}); never exceptionally
     */
    public CompletableFuture<SendResult> send(ProgressReport report) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        String reportId = report.getReportId();
        byte[] payload = files.codec().encode(report);
        if (payload.length > Frame.MAX_PAYLOAD_BYTES) {
            String advice = "A report of " + payload.length + " bytes is too large. Shorten notes or evidence";
            result.complete(new SendResult.Failed(reportId, advice, new IllegalArgumentException(advice)));
            return result;
        }
        writer.append(payload, new SpoolWriter.Receipt() {
            @Override
            public void written(long sequence) {
                files.written();
                Optional<String> obstacle = drainer.obstacle();
                if (obstacle.isPresent()) {
                    result.complete(new SendResult.Spooled(reportId, obstacle.get()));
                } else {
                    waiters.add(sequence, reportId, result);
                }
            }

            @Override
            public void failed(RuntimeException cause) {
                result.complete(new SendResult.Failed(reportId, String.valueOf(cause.getMessage()), cause));
            }
        });
        return result;
    }

    /** Reports that wait to be delivered. */
    public long depth() {
        return files.depth();
    }

    /** Disk taken, in bytes. */
    public long bytes() {
        return files.bytes();
    }

    /** How it stands. */
    public SpoolStatus status() {
        try {
            return files.status(drainer.condition());
        } catch (IOException e) {
            throw new OperationFailedException("The spool " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until nothing waits to be delivered any more, or until somebody has to do something first.
     *
     * @return whether it is empty
     */
    public boolean awaitEmpty(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (depth() > 0
                && System.nanoTime() < until
                && drainer.condition().state() != SpoolCondition.State.NEEDS_ATTENTION) {
            Thread.sleep(5);
        }
        return depth() == 0;
    }

    /**
     * Writes down what was handed in, gives what waits a last chance of as long as patience lasts (none where the line is
     * known to be down), and lets go of the directory. What is left goes out when the directory is opened again.
     */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            writer.close();
            writing.join(CLOSING.toMillis());
            lastChance();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        files.end().close();
        draining.interrupt();
        outlet.close();
        interrupted |= !ended();
        waiters.close("The program ended first; it will be sent when the spool " + directory + " is opened again");
        try {
            files.close();
        } catch (IOException e) {
            LOG.warn("The spool {} could not be closed properly", directory, e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lastChance() throws InterruptedException {
        long until = System.nanoTime() + settings.patience().toNanos();
        while (depth() > 0 && drainer.obstacle().isEmpty() && !drainer.rests() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
    }

    private boolean ended() {
        try {
            draining.join(CLOSING.toMillis());
            if (draining.isAlive()) {
                LOG.warn("The spool {} is closed while a delivery does not end", directory);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
