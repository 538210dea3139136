package org.tiendo.producer.cli;

import java.nio.file.Path;
import org.tiendo.producer.change.PlanDiff;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.plan.PlanCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tiendo plan diff}: what publishing a plan's file would change. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Compares a plan's file (YAML or XLSX) with what is published, and says what publishing it would do."
                        + " Writes nothing. Exit code 0 where nothing differs, 3 where something does.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing differs",
            "1:Kafka or the registry failed",
            "2:the file has findings",
            "3:something differs"
        })
final class PlanDiffCommand extends ProducerCommand {
    @Parameters(paramLabel = "FILE", description = "The plan; see plans/README.md.")
    private Path file = Path.of("");

    PlanDiffCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        PlanCatalogue plan = PlanCatalogue.load(file);
        PublishedDefinitions published;
        try (DefinitionReader definitions = definitions()) {
            published = definitions.readAll();
        }
        PlanDiff diff = PlanDiff.between(plan, published);
        diff.entries().forEach(this::print);
        out().println(plan.plan().getPlanId() + ": " + diff.count(PlanDiff.Kind.ADDED) + " added, "
                + diff.count(PlanDiff.Kind.CHANGED) + " changed, " + diff.count(PlanDiff.Kind.NOT_IN_FILE)
                + " published but not in the file, " + diff.same() + " the same");
        return diff.entries().isEmpty() ? OK : DIFFERENT;
    }

    private void print(PlanDiff.Entry entry) {
        String sign = switch (entry.kind()) {
            case ADDED -> "+ ";
            case CHANGED -> "~ ";
            case NOT_IN_FILE -> "- ";
        };
        out().println(sign + entry.what() + " " + entry.id() + "  " + entry.title());
        entry.fields().forEach(field -> out().println("      " + field));
        entry.effects().forEach(effect -> out().println("    => " + effect));
    }
}
