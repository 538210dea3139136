package org.tiendo.producer.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tiendo.producer.spool.SpoolCondition;
import org.tiendo.producer.spool.SpoolInspection;
import org.tiendo.producer.spool.SpoolStatus;
import picocli.CommandLine.Command;

/** {@code tiendo spool status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says how many reports wait, and for what. Exit code 1 where somebody has to do something.")
final class SpoolStatusCommand extends AnySpoolCommand {
    SpoolStatusCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run(Path directory) throws IOException {
        SpoolInspection found = SpoolInspection.of(directory);
        SpoolStatus status = found.status();
        out().println("Spool " + directory + ", used by "
                + (found.takenBy().isEmpty() ? "nobody now" : found.takenBy()));
        out().println("waiting:  " + status.depth() + " reports, " + status.bytes() + " bytes on disk");
        out().println("held:     " + status.held()
                + (status.held() == 0 ? "" : " (tiendo spool held says why and what to do)"));
        out().println("damaged:  " + status.damaged() + " records, and " + status.tornTails()
                + " ends cut off after a kill; their bytes are in " + directory.resolve("damaged"));
        SpoolCondition condition = status.condition();
        if (status.depth() > 0 && !condition.reason().isEmpty()) {
            out().println("since " + condition.since() + ": " + condition.reason());
        }
        return status.depth() > 0 && condition.state() == SpoolCondition.State.NEEDS_ATTENTION ? FAILED : OK;
    }
}
