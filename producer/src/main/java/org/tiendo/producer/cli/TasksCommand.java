package org.tiendo.producer.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.api.Listing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tiendo tasks}: what a unit owes, and by when. */
@Command(
        name = "tasks",
        mixinStandardHelpOptions = true,
        description =
                "Lists what a unit has to do, the soonest due first: days left or late, status, title. Asks the query"
                        + " API, and says as of when the answer holds. What is done is left out, unless --all is given.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered, whether or not anything is listed",
            "1:the gateway cannot be reached, is not ready or refuses the token",
            "2:wrong usage, an unknown unit, or nothing says where to ask"
        })
public final class TasksCommand extends ProducerCommand {
    @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "The unit whose tasks are listed.")
    private String unit = "";

    @Option(names = "--below", description = "Tasks of the units below it, too.")
    private boolean below;

    @Option(names = "--overdue", description = "Only what is overdue.")
    private boolean overdue;

    @Option(names = "--due-soon", description = "Only what is due within 7 days and not done.")
    private boolean dueSoon;

    @Option(names = "--all", description = "What is done, too.")
    private boolean all;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv or json, one object a line (default: table).")
    private TaskTable.Format format = TaskTable.Format.TABLE;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            description = "Language of titles and status: vi or en (default: vi).")
    private Language language = Language.VI;

    @Mixin
    private final GatewayOptions gateway;

    public TasksCommand(CommandContext context) {
        super(context);
        this.gateway = new GatewayOptions(connectionOptions());
    }

    @Override
    int run() {
        if (overdue && dueSoon) {
            throw new BadInputException("--overdue and --due-soon exclude each other: nothing is both");
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("unit", unit);
        if (overdue) {
            parameters.put("overdue", "true");
        }
        ApiClient api = gateway.any();
        Listing listing = api.list("/tasks", parameters);
        String clock = listing.meta().path("clock").asText("");
        List<OwedTask> owed = listing.rows().stream()
                .map(row -> OwedTask.of(row, clock))
                .filter(this::isWanted)
                .sorted(OwedTask.SOONEST_FIRST)
                .toList();
        TaskTable table = new TaskTable(out(), language);
        table.print(owed, format, below);
        err().println(TaskTable.summary(owed, listing.meta()));
        err().flush();
        return OK;
    }

    private boolean isWanted(OwedTask task) {
        return (below || task.unitId().equals(unit))
                && (all || !task.isDone())
                && (!overdue || task.isOverdue())
                && (!dueSoon || task.isDueSoon());
    }
}
