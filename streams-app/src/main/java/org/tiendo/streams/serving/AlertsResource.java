package org.tiendo.streams.serving;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Ids;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;

/** The alerts of a subtree, the earliest due first. */
final class AlertsResource implements Resource {
    private static final Columns COLUMNS = Columns.of(TaskAlert.getClassSchema());

    /** Sorts after every day there is. */
    private static final String NO_DUE_DAY = "~";

    private final Reads reads;

    AlertsResource(Reads reads) {
        this.reads = reads;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/alerts", this::answer, "unit", "kind", "state"));
    }

    private record Filter(Optional<Set<String>> units, Optional<String> kind, String state) {
        boolean matches(TaskAlert alert) {
            boolean open = alert.getState() != AlertState.CLEARED;
            boolean wanted = state.equals("all") || state.equals("open") == open;
            return wanted && (kind.isEmpty() || kind.get().equals(alert.getKind()));
        }
    }

    private Answer answer(Query query) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        Filter filter = new Filter(
                query.id("unit")
                        .map(id -> tree.subtree(
                                UnitsResource.known(tree, id).unit().getUnitId())),
                query.choice("kind", "overdue", "due-soon", "silent", "indicator"),
                query.choice("state", "open", "cleared", "all").orElse("open"));
        try (Scan<AssignedTask> scan = reads.assignments(null)) {
            Page page =
                    Page.cut(query, found(scan, filter).stream().map(AlertsResource::row), Comparator.naturalOrder());
            return new Answer.Many(COLUMNS, page, Meta.missing(moment, scan.missingPartitions()));
        }
    }

    /** Of assignments that were dropped as well: their alerts are cleared, and say why. */
    private static List<TaskAlert> found(Scan<AssignedTask> scan, Filter filter) {
        List<TaskAlert> found = new ArrayList<>();
        while (scan.hasNext()) {
            AssignedTask assigned = scan.next().value();
            if (filter.units().isEmpty()
                    || filter.units().get().contains(assigned.assignment().getUnitId())) {
                assigned.assignment().getOccurrences().stream()
                        .map(OccurrenceState::getAlerts)
                        .flatMap(List::stream)
                        .filter(filter::matches)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Page.Row row(TaskAlert alert) {
        LocalDate due = alert.getDue();
        String key = Ids.join(due == null ? NO_DUE_DAY : due.toString(), alert.getAlertId());
        return new Page.Row(key, ContractJson.toJson(alert));
    }
}
