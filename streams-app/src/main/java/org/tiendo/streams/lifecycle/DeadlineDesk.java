package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.Present;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.contract.Keys;

/** Fires the timers of a day in slices, so that a year end never holds up the reports. */
final class DeadlineDesk {
    private final LifecycleStores stores;
    private final AssignmentBook book;

    DeadlineDesk(LifecycleStores stores, AssignmentBook book) {
        this.stores = stores;
        this.book = book;
    }

    /**
     * Fires up to so many timers that are due.
     *
     * @return true when none is left
     */
    boolean fire(LocalDate today, int most) {
        List<String> due = dueKeys(today, most);
        for (String key : due) {
            String[] parts = key.split("\\|", -1);
            TaskState task = stores.tasks().get(parts[1]);
            AssignmentState assignment = stores.assignments().get(Ids.join(parts[1], parts[2]));
            if (task == null || assignment == null) {
                throw new IllegalStateException("a timer without its assignment: " + key);
            }
            book.fireUpTo(assignment, task.getDefinition(), today);
        }
        return due.size() < most;
    }

    private List<String> dueKeys(LocalDate today, int most) {
        List<String> keys = new ArrayList<>();
        String lastKey = Keys.last(Keys.sortable(today.toEpochDay()));
        try (KeyValueIterator<String, Present> entries = stores.deadlines().range(null, lastKey)) {
            while (keys.size() < most && entries.hasNext()) {
                keys.add(entries.next().key);
            }
        }
        return keys;
    }
}
