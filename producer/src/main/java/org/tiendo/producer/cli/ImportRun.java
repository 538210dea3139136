package org.tiendo.producer.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.files.ImportJournal;
import org.tiendo.producer.files.ImportJournal.Settled;
import org.tiendo.producer.files.ReportFile;
import org.tiendo.producer.files.RowOutcome;
import org.tiendo.v1.ProgressReport;

/**
 * Sends the good rows of a file, some hundreds at a time: each lot is in the journal before it is sent, and has its
 * results before the next one begins. A lot in which sending failed is the last.
 */
final class ImportRun {
    private static final int LOT = 500;
    private static final int TOLD_EVERY = 5_000;

    private final ReportFile file;
    private final ImportJournal journal;
    private final long expected;
    private final Language language;
    private final List<String> refusals = new ArrayList<>();
    private Optional<SendResult.Failed> firstFailure = Optional.empty();
    private Optional<String> whySpooled = Optional.empty();
    private long sent;
    private long accepted;
    private long spooled;
    private long refused;
    private long failed;

    /** @param expected how many reports there are to send */
    ImportRun(ReportFile file, ImportJournal journal, long expected, Language language) {
        this.file = file;
        this.journal = journal;
        this.expected = expected;
        this.language = language;
    }

    void send(ProgressReporter reporter, Stream<RowOutcome> rows, Consumer<String> progress) {
        Iterator<RowOutcome> next = rows.iterator();
        while (next.hasNext() && failed == 0) {
            sendLot(reporter, nextLot(next));
            if (sent % TOLD_EVERY == 0 && sent > 0) {
                progress.accept(language.pick("đã gửi " + sent + " / " + expected, "sent " + sent + " of " + expected));
            }
        }
    }

    private record Row(int line, ProgressReport report) {}

    private List<Row> nextLot(Iterator<RowOutcome> next) {
        List<Row> lot = new ArrayList<>();
        while (lot.size() < LOT && next.hasNext()) {
            if (next.next() instanceof RowOutcome.GoodRow good) {
                Settled settled = journal.settle(file, good);
                if (!(settled instanceof Settled.IdTaken)) {
                    journal.add(good, settled);
                    lot.add(new Row(good.line(), settled.report()));
                }
            }
        }
        journal.force();
        return lot;
    }

    private void sendLot(ProgressReporter reporter, List<Row> lot) {
        List<CompletableFuture<SendResult>> results = new ArrayList<>();
        lot.forEach(row -> results.add(reporter.send(row.report())));
        reporter.flush();
        for (int i = 0; i < lot.size(); i++) {
            count(lot.get(i).line(), results.get(i).join());
        }
        sent += lot.size();
    }

    private void count(int line, SendResult result) {
        if (result instanceof SendResult.Accepted) {
            accepted++;
        } else if (result instanceof SendResult.Spooled waiting) {
            spooled++;
            whySpooled = Optional.of(waiting.reason());
        } else if (result instanceof SendResult.Refused refusal) {
            refused++;
            refusals.add("  " + language.pick("dòng ", "line ") + line + ": " + refusal.code() + ": "
                    + language.pick(refusal.code().messageVi(), refusal.code().messageEn()));
        } else if (result instanceof SendResult.Failed failure) {
            failed++;
            firstFailure = firstFailure.or(() -> Optional.of(failure));
        }
    }

    long refused() {
        return refused;
    }

    long failed() {
        return failed;
    }

    void print(PrintWriter out, PrintWriter err) {
        out.println(language.pick(
                "Đã gửi " + sent + ": " + accepted + " được nhận, " + spooled + " chờ gửi, " + refused + " bị từ chối, "
                        + failed + " lỗi",
                "Sent " + sent + ": " + accepted + " accepted, " + spooled + " spooled, " + refused + " refused, "
                        + failed + " failed"));
        whySpooled.ifPresent(out::println);
        refusals.forEach(out::println);
        firstFailure.ifPresent(failure -> err.println(failure.whatToDo()
                + language.pick(
                        ". Còn " + (expected - sent + failed)
                                + " báo cáo chưa gửi: hãy nhập lại tệp này, không báo cáo nào bị" + " tính hai lần",
                        ". " + (expected - sent + failed)
                                + " reports are not sent: import the file again, nothing counts" + " twice")));
    }
}
