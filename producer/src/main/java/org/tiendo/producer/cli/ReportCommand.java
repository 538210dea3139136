package org.tiendo.producer.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.Topics;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.api.GatewayOutlet;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.spool.KafkaOutlet;
import org.tiendo.producer.spool.Outlet;
import org.tiendo.v1.Evidence;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tiendo report}: one unit's report on one task. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reports progress on a task, in the name of a unit: shows the task, checks the report, asks on a"
                + " terminal, and sends it. Where it cannot be sent it is kept in the spool.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the report was sent",
            "1:it was neither sent nor kept, or the user did not agree",
            "2:it is refused, or the task is not known",
            "4:it could not be sent yet and is kept in the spool"
        })
public final class ReportCommand extends ProducerCommand {
    static {
        TrustedClasses.addContracts();
    }

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

    @Option(
            names = "--evidence",
            paramLabel = "'NUMBER; TITLE; URL'",
            converter = EvidenceText.class,
            description = "Document behind the report, repeated as needed; title and address may be left out.")
    private List<Evidence> evidence = new ArrayList<>();

    @Option(names = "--yes", description = "Do not ask before sending; without a terminal nobody is asked anyway.")
    private boolean yes;

    @Option(
            names = "--no-check",
            description = "Do not read what is published: nothing is shown, and only the report itself is checked.")
    private boolean unchecked;

    @Option(
            names = "--lang",
            paramLabel = "vi|en",
            converter = Language.Name.class,
            description = "Language of what is shown (default: vi).")
    private Language language = Language.VI;

    @Mixin
    private final GatewayOptions gateway;

    @Mixin
    private final SpoolOptions spool = new SpoolOptions();

    public ReportCommand(CommandContext context) {
        super(context);
        this.gateway = new GatewayOptions(connectionOptions());
    }

    @Override
    int run() {
        ProgressReport report = report();
        Instant now = context().clock().instant();
        ReportRules.check(report, report.getTaskId(), now).ifPresent(this::refuse);
        Optional<ApiClient> way = gateway.named();
        if (way.isEmpty()) {
            connection(); // Whoever says nowhere to send to is told so before anything else.
        }
        Optional<KnownTask> known = unchecked ? Optional.empty() : known(way, report);
        ReportPreview preview = new ReportPreview(err(), language);
        if (known.isPresent()) {
            preview.print(known.get(), report, asked(way));
            known.get().check(report, now).ifPresent(code -> refuse(code, known.get()));
        } else {
            preview.print(report);
        }
        if (!isAgreed()) {
            err().println(language.pick("Chưa gửi báo cáo nào.", "Nothing was sent."));
            return FAILED;
        }
        return send(report, way);
    }

    private boolean isAgreed() {
        return yes || context().terminal().agrees(language.pick("Gửi báo cáo này? [c/K] ", "Send this report? [y/N] "));
    }

    /** Empty where it cannot be read: then the pipeline alone judges the report. */
    private Optional<KnownTask> known(Optional<ApiClient> way, ProgressReport report) {
        String taskId = report.getTaskId();
        String unitId = report.getUnitId();
        try {
            if (way.isPresent()) {
                return Optional.of(KnownTask.at(way.get(), taskId, unitId));
            }
            try (DefinitionReader definitions = definitions()) {
                return Optional.of(KnownTask.in(definitions.readAll(), taskId, unitId));
            }
        } catch (OperationFailedException e) {
            err().println("The task is not shown and not checked beforehand: " + e.getMessage());
            err().flush();
            return Optional.empty();
        }
    }

    /** Who says how the task stands now: nobody is waited for long. */
    private Optional<ApiClient> asked(Optional<ApiClient> way) {
        return way.or(gateway::ofRunningStack).map(api -> api.withPatience(Duration.ofSeconds(1)));
    }

    private int send(ProgressReport report, Optional<ApiClient> way) {
        ReportDelivery delivery = new ReportDelivery(
                () -> way.<Outlet>map(GatewayOutlet::new)
                        .orElseGet(() -> KafkaOutlet.by(
                                this::producer, Topics.PROGRESS, context().clock())),
                spool.directory(dataDirectory()),
                context().clock());
        ReportDelivery.Result result = delivery.send(report);
        String id = report.getReportId();
        if (result instanceof ReportDelivery.Result.Sent sent) {
            out().println("Sent report " + id + " (" + sent.words() + ")");
            tellOfEarlierOnes(delivery);
            return OK;
        }
        if (result instanceof ReportDelivery.Result.Refused refused) {
            refuse(refused.code());
        }
        if (result instanceof ReportDelivery.Result.Unfit unfit) {
            throw new BadInputException("refused, nothing was sent: " + unfit.whatToDo());
        }
        if (result instanceof ReportDelivery.Result.Kept kept) {
            err().println(kept.reason());
            out().println("Kept report " + id + " in " + spool.directory(dataDirectory())
                    + ": it goes out with the next report, or by tiendo spool drain");
            return KEPT;
        }
        ReportDelivery.Result.Lost lost = (ReportDelivery.Result.Lost) result;
        throw new OperationFailedException(lost.reason() + ". It could not be kept either: " + lost.whyNotKept()
                + " (sending again with --report-id " + id + " counts once)");
    }

    /** The report itself is sent: what goes wrong here is told and fails nothing. */
    private void tellOfEarlierOnes(ReportDelivery delivery) {
        try {
            long earlier = delivery.sendEarlierOnes();
            if (earlier > 0) {
                out().println("Sent " + earlier + " reports that were kept before");
            }
        } catch (OperationFailedException e) {
            err().println("What was kept before is not sent: " + e.getMessage());
        }
    }

    private void refuse(RefusalCode code, KnownTask known) {
        if (code == RefusalCode.NOT_ASSIGNED) {
            err().println(language.pick("Nhiệm vụ giao cho: ", "The task is given to: ")
                    + String.join(", ", known.task().getAssignments()));
        }
        refuse(code);
    }

    private void refuse(RefusalCode code) {
        throw new BadInputException(
                "refused, nothing was sent: " + code + "\n" + code.messageVi() + "\n" + code.messageEn());
    }

    private ProgressReport report() {
        Instant now = context().clock().instant();
        return ProgressReport.newBuilder()
                .setReportId(reportId.isEmpty() ? UUID.randomUUID().toString() : reportId)
                .setTaskId(KnownTask.id(task))
                .setUnitId(KnownTask.id(unit))
                .setStatus(status)
                .setAsOf(asOf == null ? BusinessTime.dayOf(now) : asOf)
                .setReportedAt(now)
                .setPercent(percent)
                .setNumerator(numerator)
                .setDenominator(denominator)
                .setNote(note)
                .setEvidence(evidence)
                .setPeriod(period)
                .setWithdraws(withdraws)
                .build();
    }
}
