package org.tiendo.producer.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.NearestName;
import org.tiendo.producer.change.DefinitionChange;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.plan.CollectiveUnits;
import org.tiendo.v1.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo plan assign}: other units owe a task. */
@Command(
        name = "assign",
        mixinStandardHelpOptions = true,
        description = "Says which units owe a task. A collective unit stands for its members where it lists any. Units"
                + " that are dropped leave every total; one that comes back goes on with its earlier reports.")
final class PlanAssignCommand extends PlanChangeCommand {
    @Option(
            names = "--unit",
            arity = "1..*",
            paramLabel = "UNIT",
            description = "The units that owe it from now on, and no other.")
    private List<String> units = new ArrayList<>();

    @Option(names = "--add", paramLabel = "UNIT", description = "A unit that owes it as well; repeat it for more.")
    private List<String> added = new ArrayList<>();

    @Option(names = "--drop", paramLabel = "UNIT", description = "A unit that owes it no more; repeat it for more.")
    private List<String> dropped = new ArrayList<>();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the version.")
    private @Nullable String reason;

    PlanAssignCommand(CommandContext context) {
        super(context);
    }

    @Override
    DefinitionChange change(DefinitionReader definitions) {
        boolean changes = !added.isEmpty() || !dropped.isEmpty();
        if (units.isEmpty() == !changes) {
            throw new BadInputException("give either --unit, or --add and --drop");
        }
        Collection<Unit> known = definitions.units();
        warnOfUnknown(known);
        CollectiveUnits collectives = CollectiveUnits.among(known);
        return new DefinitionChange.Reassignment(
                collectives.spellOut(units), collectives.spellOut(added), collectives.spellOut(dropped));
    }

    /** A unit may be published after its first task; but more often its name is mistyped. */
    private void warnOfUnknown(Collection<Unit> known) {
        Set<String> ids = known.stream().map(Unit::getUnitId).collect(Collectors.toSet());
        Stream.concat(units.stream(), added.stream())
                .filter(unit -> !ids.contains(unit))
                .forEach(unit -> out().println("warning: no unit " + unit + " is published"
                        + (ids.isEmpty() ? "" : "; did you mean " + NearestName.of(unit, ids) + "?")));
    }

    @Override
    @Nullable
    String reason() {
        return reason;
    }
}
