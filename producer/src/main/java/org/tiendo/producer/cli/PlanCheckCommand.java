package org.tiendo.producer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.producer.plan.PlanCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tiendo plan check}: all that is wrong in the files of plans, without Kafka. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks files of plans (YAML or XLSX) and prints every finding as FILE:LINE:COLUMN: PATH: MESSAGE, of a"
                        + " workbook as FILE:SHEET!CELL. Needs no Kafka. Exit code 2 where there are findings.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all files are sound", "2:a file has findings, or cannot be read"})
final class PlanCheckCommand extends ProducerCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Plans; see plans/README.md.")
    private List<Path> files = new ArrayList<>();

    PlanCheckCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        int unsound = 0;
        for (Path file : files) {
            if (PlanCatalogue.isCategories(file)) {
                continue; // Read with each plan beside it.
            }
            try {
                out().println(file + ": sound (" + sound(file) + ")");
            } catch (BadInputException e) {
                unsound++;
                out().println(e.getMessage());
            }
        }
        if (unsound > 0) {
            err().println("Nothing may be published from " + unsound + " of " + files.size()
                    + " files; mend what is listed, then check again");
            return BAD_INPUT;
        }
        return OK;
    }

    private static String sound(Path file) {
        if (CalendarFile.isCalendar(file)) {
            return "working calendar " + CalendarFile.load(file).version();
        }
        PlanCatalogue plan = PlanCatalogue.load(file);
        return plan.plan().getPlanId() + ": " + plan.units().size() + " units, "
                + plan.indicators().size() + " indicators, " + plan.tasks().size() + " tasks";
    }
}
