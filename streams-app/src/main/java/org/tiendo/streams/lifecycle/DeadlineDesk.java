package org.tiendo.streams.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.Present;
import org.tiendo.internal.TaskState;
import org.tiendo.streams.contract.Keys;

/** Fires the timers of a day in slices, so that a year end never holds up the reports. */
final class DeadlineDesk {
    private final LifecycleStores stores;
    private final AssignmentBook book;

    /** No timer up to this day is left, but for those that the book has set since; null while that is not known. */
    private @Nullable LocalDate firedThrough;

    DeadlineDesk(LifecycleStores stores, AssignmentBook book) {
        this.stores = stores;
        this.book = book;
    }

    /**
     * Fires timers that are due, until none is left or the slice is used up.
     *
     * @return true when none is left
     */
    boolean fire(LocalDate today, Slice slice) {
        LocalDate first = firstToLookAt();
        if (first != null && first.isAfter(today)) {
            return true;
        }
        List<String> due = dueKeys(first, today);
        for (String key : due) {
            String[] parts = key.split("\\|", -1);
            TaskState task = stores.tasks().get(parts[1]);
            AssignmentState assignment = stores.assignments().get(Ids.join(parts[1], parts[2]));
            if (task == null || assignment == null) {
                throw new IllegalStateException("a timer without its assignment: " + key);
            }
            book.fireUpTo(assignment, task, today);
            slice.count();
            if (slice.isUsedUp()) {
                return false;
            }
        }
        firedThrough = today;
        book.forgetEarliestTimer();
        return true;
    }

    /** Entries that are gone still cost a walk over their remains, so it begins where entries may be. */
    private @Nullable LocalDate firstToLookAt() {
        LocalDate earliest = book.earliestTimer();
        if (firedThrough == null) {
            return null;
        }
        LocalDate next = firedThrough.plusDays(1);
        return earliest != null && earliest.isBefore(next) ? earliest : next;
    }

    private List<String> dueKeys(@Nullable LocalDate first, LocalDate today) {
        List<String> keys = new ArrayList<>();
        String firstKey = first == null ? null : Keys.sortable(first.toEpochDay());
        String lastKey = Keys.last(Keys.sortable(today.toEpochDay()));
        try (KeyValueIterator<String, Present> entries = stores.deadlines().range(firstKey, lastKey)) {
            while (keys.size() < Slice.MOST && entries.hasNext()) {
                keys.add(entries.next().key);
            }
        }
        return keys;
    }
}
