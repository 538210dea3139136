package org.tiendo.producer.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.plan.PlanWorkbookWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan template}: the workbook in which a plan may be written. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = "Writes the workbook (XLSX) in which a plan may be written instead of YAML: empty, or with what a"
                + " plan's file holds. Check it with plan check, publish it with plan publish.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:written",
            "1:the file cannot be written",
            "2:the file is there already, or --from has findings"
        })
final class PlanTemplateCommand extends ProducerCommand {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.xlsx",
            description = "The file to write; it must be new.")
    private Path out = Path.of("");

    @Option(names = "--from", paramLabel = "FILE", description = "A plan whose entries the workbook gets.")
    private @Nullable Path from;

    PlanTemplateCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        if (from == null) {
            PlanWorkbookWriter.empty(out);
        } else {
            PlanWorkbookWriter.filled(from, out);
        }
        out().println("Wrote " + out);
        return OK;
    }
}
