package org.tiendo.producer.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.ProgressReporterBuilder;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.api.GatewayOutlet;
import org.tiendo.producer.files.BadFileException;
import org.tiendo.producer.files.FileLimits;
import org.tiendo.producer.files.ImportJournal;
import org.tiendo.producer.files.ReportFile;
import org.tiendo.producer.files.RowRules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tiendo import}: all reports of a file, shown first, then sent. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Sends the reports of a CSV or XLSX file: shows what it would send and every bad row, and sends"
                + " nothing unless all rows are good. Importing a file again counts nothing twice.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all rows were sent (with --dry-run: all are good)",
            "1:Kafka failed, or the user did not agree: what was not sent is told",
            "2:the file or a row is bad, and nothing was sent",
            "3:sent, but not all: bad rows were skipped (--skip-bad) or refused"
        })
final class ImportCommand extends ProducerCommand {
    /** Some rows were sent and some could not be. */
    static final int PARTLY = 3;

    private static final String JOURNAL = "imports.journal";

    @Parameters(paramLabel = "FILE", description = "CSV or XLSX; which one it is, its content says.")
    private Path path = Path.of("");

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "The unit of rows that name none; rows that name another one are bad.")
    private @Nullable String unit;

    @Option(names = "--as-of", paramLabel = "DATE", description = "The date of rows that name none (2025-06-30).")
    private @Nullable LocalDate asOf;

    @Option(names = "--sheet", paramLabel = "NAME", description = "The sheet, where several hold reports.")
    private @Nullable String sheet;

    @Option(names = "--dry-run", description = "Only show what would be sent.")
    private boolean dryRun;

    @Option(names = "--skip-bad", description = "Send the good rows although others are bad.")
    private boolean skipBad;

    @Option(names = "--yes", description = "Do not ask before sending.")
    private boolean yes;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many good rows to show (default: 50); bad ones are shown all.")
    private int shown = 50;

    @Option(
            names = "--lang",
            paramLabel = "vi|en",
            defaultValue = "vi",
            converter = Language.Name.class,
            description = "Language of what is told (default: vi).")
    private Language language = Language.VI;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Where it is kept which rows were imported (default: " + JOURNAL + " in the data directory).")
    private @Nullable Path journalPath;

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description =
                    "Keeps in this directory what is not taken at once, to be sent later; through a gateway always"
                            + " (default then: spool in the data directory).")
    private @Nullable Path spool;

    @Mixin
    private final GatewayOptions gateway;

    ImportCommand(CommandContext context) {
        super(context);
        this.gateway = new GatewayOptions(connectionOptions());
    }

    @Override
    int run() {
        try {
            return run(read());
        } catch (BadFileException e) {
            throw new BadInputException(path + ": " + e.code() + ": " + language.reason(e), e);
        }
    }

    private ReportFile read() {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return ReportFile.read(in, FileLimits.DEFAULT, Optional.ofNullable(sheet));
        } catch (IOException e) {
            throw new BadInputException(path + " cannot be read: " + e, e);
        }
    }

    private int run(ReportFile file) {
        Path journalFile = journalPath == null ? dataDirectory().resolve(JOURNAL) : journalPath;
        RowRules rules = rules();
        try (ImportJournal journal = dryRun ? ImportJournal.view(journalFile) : ImportJournal.open(journalFile)) {
            ImportPreview preview = new ImportPreview(file, journal, rules.published(), language, shown);
            preview.read(file.rows(rules), this::tellProgress);
            preview.print(out());
            if (preview.bad() > 0 && !skipBad) {
                throw new BadInputException(language.pick(
                        preview.bad() + " dòng sai, chưa gửi dòng nào. Hãy sửa các dòng trên rồi nhập lại, hoặc gửi"
                                + " riêng các dòng đúng bằng --skip-bad",
                        preview.bad() + " rows are bad, nothing was sent. Correct the rows above and import again, or"
                                + " send the good ones alone with --skip-bad"));
            }
            if (preview.good() == 0) {
                return preview.bad() == 0 ? OK : BAD_INPUT;
            }
            if (dryRun) {
                return preview.bad() == 0 ? OK : PARTLY;
            }
            return isAgreed(preview.good()) ? send(file, journal, rules, preview) : FAILED;
        }
    }

    private RowRules rules() {
        Instant now = context().clock().instant();
        Optional<String> unitId = Optional.ofNullable(unit).map(id -> Normalizer.normalize(id, Normalizer.Form.NFC));
        return new RowRules(published(gateway, unitId), now, unitId, Optional.ofNullable(asOf));
    }

    private boolean isAgreed(long reports) {
        out().flush();
        boolean agreed = yes
                || context()
                        .terminal()
                        .agrees(language.pick(
                                "Gửi " + reports + " báo cáo? [c/K] ", "Send " + reports + " reports? [y/N] "));
        if (!agreed) {
            err().println(language.pick("Chưa gửi báo cáo nào.", "Nothing was sent."));
        }
        return agreed;
    }

    private int send(ReportFile file, ImportJournal journal, RowRules rules, ImportPreview preview) {
        ImportRun run = new ImportRun(file, journal, preview.good(), language);
        try (ProgressReporter reporter = reporter()) {
            run.send(reporter, file.rows(rules), this::tellProgress);
        }
        run.print(out(), err());
        if (run.failed() > 0) {
            return FAILED;
        }
        // Also where rows were bad: imported once more, the others must not take back what was corrected since.
        journal.add(file, rules.now());
        journal.force();
        return preview.bad() > 0 || run.refused() > 0 ? PARTLY : OK;
    }

    /** Through a gateway reports are always kept until they are handed in; on the way to Kafka where a spool is named. */
    private ProgressReporter reporter() {
        ProgressReporterBuilder reporter =
                ProgressReporter.builder().clock(context().clock());
        Optional<ApiClient> way = gateway.named();
        if (way.isPresent()) {
            Path directory = spool == null ? dataDirectory().resolve(SpoolOptions.DEFAULT) : spool;
            return reporter.spool(directory)
                    .outlet(new GatewayOutlet(way.get()))
                    .build();
        }
        if (spool != null) {
            reporter.spool(spool);
        }
        return reporter.producer(producer()).build();
    }

    private void tellProgress(String line) {
        err().println(line);
        err().flush();
    }
}
