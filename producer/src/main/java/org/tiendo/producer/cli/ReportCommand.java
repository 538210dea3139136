package org.tiendo.producer.cli;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.ProgressReporter;
import org.tiendo.producer.SendResult;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tiendo report}: one unit's report on one task. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reports progress on a task, in the name of a unit.")
public final class ReportCommand extends ProducerCommand {
    @Parameters(paramLabel = "TASK", description = "The taskId, or an indicatorId.")
    private String task = "";

    @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "The unit that reports.")
    private String unit = "";

    @Option(
            names = "--status",
            required = true,
            paramLabel = "STATUS",
            converter = StatusName.class,
            description = "not-started, in-progress, done or blocked.")
    private Status status = Status.NOT_STARTED;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "Day the figures speak of (default: today in Vietnam).")
    private @Nullable LocalDate asOf;

    @Option(names = "--percent", paramLabel = "0-100", description = "Share done.")
    private @Nullable Integer percent;

    @Option(names = "--numerator", paramLabel = "N", description = "Count reached, for an indicator.")
    private @Nullable Long numerator;

    @Option(names = "--denominator", paramLabel = "N", description = "Count to reach, for a share.")
    private @Nullable Long denominator;

    @Option(names = "--note", paramLabel = "TEXT", description = "Free words.")
    private @Nullable String note;

    @Option(
            names = "--report-id",
            paramLabel = "ID",
            description = "Unique on the task; sending again under the same id counts once (default: a new one).")
    private String reportId = "";

    @Option(names = "--period", paramLabel = "PERIOD", description = "Of a recurring task: 2025, 2025-Q3, 2025-07.")
    private @Nullable String period;

    @Option(names = "--withdraws", paramLabel = "ID", description = "reportId of an earlier report to take back.")
    private @Nullable String withdraws;

    public ReportCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        SendResult result;
        try (ProgressReporter reporter = ProgressReporter.builder()
                .producer(producer())
                .clock(context().clock())
                .build()) {
            result = reporter.send(report(reporter)).join();
        }
        if (result instanceof SendResult.Accepted accepted) {
            out().println("Sent report " + accepted.reportId() + " (" + accepted.topic() + ", partition "
                    + accepted.partition() + ", offset " + accepted.offset() + ")");
            return OK;
        }
        if (result instanceof SendResult.Refused refused) {
            throw new BadInputException("refused, nothing was sent: " + refused.code() + "\n"
                    + refused.code().messageEn() + "\n" + refused.code().messageVi());
        }
        if (result instanceof SendResult.Spooled spooled) {
            out().println("Kept report " + spooled.reportId() + " on this machine to be sent: " + spooled.reason());
            return OK;
        }
        SendResult.Failed failed = (SendResult.Failed) result;
        throw new OperationFailedException(
                failed.whatToDo() + " (sending again with --report-id " + failed.reportId() + " counts once)",
                failed.cause());
    }

    private ProgressReport report(ProgressReporter reporter) {
        LocalDate day = asOf == null ? BusinessTime.dayOf(context().clock().instant()) : asOf;
        ProgressReport.Builder report = reporter.newReport(task, unit, status, day)
                .setPercent(percent)
                .setNumerator(numerator)
                .setDenominator(denominator)
                .setNote(note)
                .setPeriod(period)
                .setWithdraws(withdraws);
        return reportId.isEmpty()
                ? report.build()
                : report.setReportId(reportId).build();
    }
}
