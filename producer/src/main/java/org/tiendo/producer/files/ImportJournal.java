package org.tiendo.producer.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.v1.ProgressReport;

/**
 * Remembers which rows were imported, as which reports. Of two reports about the same the later one holds, so a row that
 * was corrected must be a new report, made now; a row that was not must be the very same report again, made when it first
 * was, or an old file imported once more would push aside what was reported since. No file says which of the two its row
 * is: that is what the journal is for.
 *
 * <p>What is to be sent is written and forced to disk before it is sent. After a crash the rows go out again under their
 * ids, and count once. One process at a time writes.
 */
public final class ImportJournal implements AutoCloseable {
    private final Path path;
    private final @Nullable FileChannel channel;
    private final Map<Digest, JournalLine.Row> newest = new HashMap<>();
    private final Map<Digest, JournalLine.Row> byContent = new HashMap<>();
    private final Map<Digest, Instant> files = new HashMap<>();
    private final List<JournalLine> unwritten = new ArrayList<>();

    private ImportJournal(Path path, @Nullable FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a journal to write to; it is made where there is none.
     *
     * @throws OperationFailedException when it cannot be written, is damaged, or another import is using it
     */
    public static ImportJournal open(Path path) {
        try {
            Path directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            ImportJournal journal = new ImportJournal(path, channel);
            journal.lockAndRead(channel);
            return journal;
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    /** What a journal holds now, without writing to it; nothing where there is none. */
    public static ImportJournal view(Path path) {
        ImportJournal journal = new ImportJournal(path, null);
        if (Files.exists(path)) {
            try {
                journal.read(Files.readAllBytes(path));
            } catch (IOException e) {
                throw failure(path, e);
            }
        }
        return journal;
    }

    private void lockAndRead(FileChannel open) throws IOException {
        try {
            if (tryLock(open).isEmpty()) {
                throw new OperationFailedException(
                        "another import is using " + path + ". Wait until it is done, or name another with --journal");
            }
            open.truncate(read(Files.readAllBytes(path)));
            open.position(open.size());
        } catch (IOException | RuntimeException e) {
            open.close();
            throw e;
        }
    }

    private static Optional<FileLock> tryLock(FileChannel open) throws IOException {
        try {
            return Optional.ofNullable(open.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    /** @return how much of it is sound: the last line may have been cut off by a crash */
    private long read(byte[] bytes) {
        int from = 0;
        int number = 1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String text = new String(bytes, from, i - from, StandardCharsets.US_ASCII);
                int line = number;
                remember(JournalLine.parse(text)
                        .orElseThrow(() -> new OperationFailedException(path + ", line " + line
                                + " is damaged. Move the journal away and import again: rows imported before are then"
                                + " refused as REPORT_ID_REUSED, and count once")));
                from = i + 1;
                number++;
            }
        }
        return from;
    }

    private void remember(JournalLine line) {
        if (line instanceof JournalLine.Row row) {
            newest.put(row.place(), row);
            byContent.put(row.content(), row);
        } else if (line instanceof JournalLine.File file) {
            files.put(file.digest(), file.at());
        }
    }

    /** When exactly this file was imported before, all good rows of it; empty where it was not. */
    public Optional<Instant> importedAt(ReportFile file) {
        return Optional.ofNullable(files.get(file.digest()));
    }

    /** The report that a row is, by what was imported before; nothing is remembered yet. */
    public Settled settle(ReportFile file, RowOutcome.GoodRow row) {
        if (row.given().reportedAt()) {
            return new Settled.New(row.report());
        }
        return row.given().reportId() ? settleNamed(row.report()) : settleUnnamed(file, row.report());
    }

    private Settled settleNamed(ProgressReport report) {
        JournalLine.Row before = newest.get(Digest.ofId(report));
        if (before == null) {
            return new Settled.New(report);
        }
        return before.content().equals(Digest.ofContent(report))
                ? new Settled.Again(again(report, before))
                : new Settled.IdTaken(report.getReportId());
    }

    private Settled settleUnnamed(ReportFile file, ProgressReport report) {
        JournalLine.Row before = newest.get(Digest.ofSlot(report));
        if (before == null) {
            return new Settled.New(report);
        }
        Digest content = Digest.ofContent(report);
        if (before.content().equals(content)) {
            return new Settled.Again(again(report, before));
        }
        JournalLine.Row then = byContent.get(content);
        if (then != null && files.containsKey(file.digest())) {
            return new Settled.Again(again(report, then));
        }
        Instant afterIt = before.reportedAt().plusMillis(1);
        return new Settled.Correction(ProgressReport.newBuilder(report)
                .setReportId(ReportIds.following(report, before.reportId()))
                .setReportedAt(report.getReportedAt().isBefore(afterIt) ? afterIt : report.getReportedAt())
                .build());
    }

    private static ProgressReport again(ProgressReport report, JournalLine.Row before) {
        return ProgressReport.newBuilder(report)
                .setReportId(before.reportId())
                .setReportedAt(before.reportedAt())
                .build();
    }

    /** Remembers a report that is about to be sent; {@link #force} comes before sending. */
    public void add(RowOutcome.GoodRow row, Settled settled) {
        if (row.given().reportedAt() || settled instanceof Settled.Again || settled instanceof Settled.IdTaken) {
            return;
        }
        ProgressReport report = settled.report();
        Digest place = row.given().reportId() ? Digest.ofId(report) : Digest.ofSlot(report);
        append(new JournalLine.Row(place, Digest.ofContent(report), report.getReportId(), report.getReportedAt()));
    }

    /** Remembers that all good rows of a file have been sent; {@link #force} writes it down. */
    public void add(ReportFile file, Instant at) {
        append(new JournalLine.File(file.digest(), at));
    }

    private void append(JournalLine line) {
        remember(line);
        unwritten.add(line);
    }

    /** Brings what was added to the disk. */
    public void force() {
        if (unwritten.isEmpty()) {
            return;
        }
        if (channel == null) {
            throw new IllegalStateException(path + " was opened to be viewed");
        }
        StringBuilder lines = new StringBuilder();
        unwritten.forEach(line -> lines.append(line.text()).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw failure(path, e);
        }
        unwritten.clear();
    }

    private static OperationFailedException failure(Path path, IOException cause) {
        return new OperationFailedException(
                "the import journal " + path + " cannot be used: " + cause + ". Name a writable one with --journal",
                cause);
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw failure(path, e);
            }
        }
    }

    /** What a row is, by what was imported before. */
    public sealed interface Settled {
        /** The report to send, with its id and time. */
        ProgressReport report();

        /** Nothing was imported about the same. */
        record New(ProgressReport report) implements Settled {}

        /** It takes the place of what was imported before. */
        record Correction(ProgressReport report) implements Settled {}

        /** It was imported before; sending it again counts once. */
        record Again(ProgressReport report) implements Settled {}

        /** The row's own id was imported with other content. */
        record IdTaken(String reportId) implements Settled {
            @Override
            public ProgressReport report() {
                throw new IllegalStateException(reportId + " stands for another report: there is nothing to send");
            }

            /** What is wrong with the row. */
            public Flaw flaw() {
                return new CellException(RowProblem.REPORT_ID_CHANGED, CellText.shown(reportId)).at("", "");
            }
        }
    }
}
