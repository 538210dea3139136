package org.tiendo.streams.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.internal.TaskState;

/** Who owes what by when, and how it stands: every occurrence of every active assignment. */
final class TasksResource implements Resource {
    @Override
    public List<Route> routes() {
        return List.of(Route.list("/tasks", this::answer, TaskFilter.PARAMETERS));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        TaskFilter filter = TaskFilter.of(query, reads.tree(moment));
        RowKey after = query.after().map(RowKey::parse).orElse(null);
        try (Scan<AssignedTask> scan = reads.assignments(after == null ? null : after.assignment())) {
            Rows rows = new Rows(scan, filter, moment, after);
            Page page = Page.take(query, rows);
            if (page.rows().isEmpty() && after == null && !rows.sawPlan) {
                requireKnownPlan(reads, filter);
            }
            return new Answer.Many(OccurrenceRow.COLUMNS, page, Meta.missing(moment, scan.missingPartitions()));
        }
    }

    /** A plan that was never published may still have tasks; this one has none. */
    private static void requireKnownPlan(Reads reads, TaskFilter filter) {
        filter.plan().filter(id -> reads.plan(id).isEmpty()).ifPresent(id -> {
            throw Problem.unknown("plan", id);
        });
    }

    /** Where a row stands: its assignment's key, then its period. */
    private record RowKey(String assignment, String period) {
        static RowKey parse(String text) {
            int end = text.lastIndexOf(Ids.SEPARATOR);
            if (end < 0) {
                throw Problem.badParameter(PageToken.PARAMETER, "is not a token of this query");
            }
            return new RowKey(text.substring(0, end), text.substring(end + 1));
        }

        String text() {
            return Ids.join(assignment, period);
        }

        /** Periods are listed oldest first, and sort so. */
        boolean isBefore(RowKey other) {
            return assignment.equals(other.assignment)
                    ? period.compareTo(other.period) < 0
                    : StoreOrder.KEYS.compare(assignment, other.assignment) < 0;
        }
    }

    /** The rows of the assignments that pass the filter, worked out as they are asked for. */
    private static final class Rows implements Iterator<Page.Row> {
        private final Scan<AssignedTask> scan;
        private final TaskFilter filter;
        private final Moment moment;
        private final @Nullable RowKey after;
        private final Deque<Page.Row> ready = new ArrayDeque<>();
        private boolean sawPlan;

        Rows(Scan<AssignedTask> scan, TaskFilter filter, Moment moment, @Nullable RowKey after) {
            this.scan = scan;
            this.filter = filter;
            this.moment = moment;
            this.after = after;
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && scan.hasNext()) {
                Scan.Entry<AssignedTask> entry = scan.next();
                TaskState task = entry.value().task();
                if (task != null && entry.value().assignment().getActive()) {
                    add(entry.key(), task, entry.value());
                }
            }
            return !ready.isEmpty();
        }

        private void add(String key, TaskState task, AssignedTask assigned) {
            boolean ofPlan = filter.matchesPlan(task.getDefinition());
            sawPlan |= ofPlan;
            if (!ofPlan
                    || !filter.matchesUnit(assigned.assignment().getUnitId())
                    || !filter.matchesTask(task.getDefinition())) {
                return;
            }
            for (OccurrenceRow row : OccurrenceRow.of(task, assigned.assignment(), moment.clock())) {
                RowKey rowKey = new RowKey(key, row.occurrence().getPeriod());
                if (filter.matches(row) && (after == null || after.isBefore(rowKey))) {
                    ready.add(new Page.Row(rowKey.text(), row.toJson()));
                }
            }
        }

        @Override
        public Page.Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
