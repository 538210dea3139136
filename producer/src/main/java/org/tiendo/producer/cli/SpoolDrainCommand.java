package org.tiendo.producer.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo spool drain}. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        description = "Sends what waits, and ends when nothing does. Exit code 1 where something is left.")
final class SpoolDrainCommand extends AnySpoolCommand {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to try while nothing gets through. Default: ${DEFAULT-VALUE}")
    private long seconds;

    SpoolDrainCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(Path directory) {
        long before;
        SpoolStatus after;
        try (Spool spool = open(directory)) {
            before = spool.depth();
            drain(spool);
            after = spool.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("interrupted; what was not sent is kept", e);
        }
        out().println((before - after.depth()) + " of " + before + " reports left the spool, " + after.held()
                + " are held aside");
        if (after.depth() > 0) {
            String reason = after.condition().reason();
            throw new OperationFailedException(after.depth() + " reports are left in " + directory + ": "
                    + (reason.isEmpty() ? "they were not acknowledged in time" : reason));
        }
        return OK;
    }

    private void drain(Spool spool) throws InterruptedException {
        long left = Long.MAX_VALUE;
        while (spool.depth() < left) {
            left = spool.depth();
            if (spool.awaitEmpty(Duration.ofSeconds(seconds))) {
                return;
            }
        }
    }
}
