package org.tiendo.streams.serving;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Ids;
import org.tiendo.v1.AlertState;
import org.tiendo.v1.TaskAlert;

/** The alerts of a subtree, the earliest due first. */
final class AlertsResource implements Resource {
    static final List<String> KINDS = List.of("overdue", "due-soon", "silent", "indicator");

    private static final Columns COLUMNS = Columns.of(TaskAlert.getClassSchema());

    /** Sorts after every day there is. */
    private static final String NO_DUE_DAY = "~";

    @Override
    public List<Route> routes() {
        return List.of(Route.list("/alerts", this::answer, "unit", "kind", "state"));
    }

    private record Filter(Optional<String> kind, String state) {
        boolean matches(TaskAlert alert) {
            boolean open = alert.getState() != AlertState.CLEARED;
            boolean wanted = state.equals("all") || state.equals("open") == open;
            return wanted && (kind.isEmpty() || kind.get().equals(alert.getKind()));
        }
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        UnitTree tree = reads.tree(moment);
        Set<String> units = query.id("unit")
                .map(id -> tree.subtree(UnitsResource.known(tree, id).unit().getUnitId()))
                .orElse(null);
        Filter filter = new Filter(
                query.choice("kind", KINDS.toArray(String[]::new)),
                query.choice("state", "open", "cleared", "all").orElse("open"));
        List<TaskAlert> found = reads.alerts(units).orElsewhere();
        Page page = Page.cut(
                query, found.stream().filter(filter::matches).map(AlertsResource::row), Comparator.naturalOrder());
        return new Answer.Many(COLUMNS, page, Meta.complete(moment));
    }

    private static Page.Row row(TaskAlert alert) {
        LocalDate due = alert.getDue();
        String key = Ids.join(due == null ? NO_DUE_DAY : due.toString(), alert.getAlertId());
        return new Page.Row(key, ContractJson.toJson(alert));
    }
}
