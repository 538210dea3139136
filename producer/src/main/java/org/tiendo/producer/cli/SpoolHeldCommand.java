package org.tiendo.producer.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.SendResult;
import org.tiendo.producer.spool.HeldReport;
import org.tiendo.producer.spool.HeldReports;
import org.tiendo.producer.spool.Spool;
import org.tiendo.v1.ProgressReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo spool held}. */
@Command(
        name = "held",
        mixinStandardHelpOptions = true,
        description = "Lists the reports that were held aside because they cannot be delivered as they are.")
final class SpoolHeldCommand extends AnySpoolCommand {
    @ArgGroup
    private Action action = new Action();

    /** What to do with them instead of listing them. */
    static final class Action {
        @Option(
                names = "--export",
                paramLabel = "FILE",
                description = "Writes them as JSON, one a line; all stay held.")
        private @Nullable Path export;

        @Option(names = "--retry", description = "Puts them back into the queue, once the cause is mended.")
        private boolean retry;

        @Option(names = "--discard", paramLabel = "NUMBER", description = "Deletes the one of this number for good.")
        private @Nullable Long discard;
    }

    SpoolHeldCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(Path directory) throws IOException {
        HeldReports held = new HeldReports(directory);
        if (action.export != null) {
            return export(held.all(), action.export);
        }
        if (action.discard != null) {
            return discard(held, action.discard);
        }
        return action.retry ? retry(directory, held) : list(held.all());
    }

    private int list(List<HeldReport> held) {
        for (HeldReport one : held) {
            ProgressReport report = one.report();
            out().println(one.sequence() + "  " + report.getReportId() + "  " + report.getTaskId() + "  "
                    + report.getUnitId() + "  since " + one.heldAt());
            out().println("    " + one.reason());
        }
        out().println(held.size() + " reports are held aside");
        return OK;
    }

    private int export(List<HeldReport> held, Path file) {
        List<String> lines = new ArrayList<>();
        held.forEach(one -> lines.add(ContractJson.toJson(one.report()).toString()));
        try {
            Files.write(file, lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OperationFailedException(file + " cannot be written: " + e.getMessage(), e);
        }
        out().println(held.size() + " reports written to " + file);
        return OK;
    }

    private int discard(HeldReports held, long number) throws IOException {
        boolean isHeld = held.all().stream().anyMatch(one -> one.sequence() == number);
        if (!isHeld) {
            throw new BadInputException("no report of the number " + number + " is held. See: tiendo spool held");
        }
        held.delete(number);
        out().println("Deleted report " + number);
        return OK;
    }

    private int retry(Path directory, HeldReports held) throws IOException {
        try (Spool spool = open(directory)) {
            for (HeldReport one : held.all()) {
                SendResult result = spool.send(one.report()).join();
                if (result instanceof SendResult.Failed failed) {
                    throw new OperationFailedException(failed.whatToDo(), failed.cause());
                }
                held.delete(one.sequence());
                out().println(one.report().getReportId() + "  " + words(result));
            }
        }
        return OK;
    }

    private static String words(SendResult result) {
        if (result instanceof SendResult.Refused refused) {
            return "refused and held again: " + refused.code();
        }
        return result instanceof SendResult.Spooled spooled ? "not sent yet: " + spooled.reason() : "sent";
    }
}
