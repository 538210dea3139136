package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.RulesMark;
import org.tiendo.internal.TaskState;

/**
 * Judges every assignment anew, in slices, when the app was started with other rules (alert days, working calendar) than
 * those by which they were judged. Where it has come to is kept, so a restart goes on from there.
 */
final class RulesDesk {
    private static final String KEY = "rules";

    private final LifecycleStores stores;
    private final LifecycleRules rules;
    private final AssignmentBook book;
    private final String fingerprint;
    private boolean complete;
    private boolean noted;

    /** @param fresh whether nothing was ever judged, so that nothing can have been judged by other rules */
    RulesDesk(LifecycleStores stores, LifecycleRules rules, AssignmentBook book, boolean fresh) {
        this.stores = stores;
        this.rules = rules;
        this.book = book;
        this.fingerprint = rules.fingerprint();
        RulesMark mark = stores.rules().get(KEY);
        this.noted = mark != null
                && mark.getResumeAt() == null
                && mark.getFingerprint().equals(fingerprint);
        this.complete = noted || fresh;
    }

    /** Notes the rules with the first record: without a note, a start soon after would judge anew what needs it not. */
    void begin() {
        if (complete) {
            note(null);
        }
    }

    /**
     * Judges more tasks, until none is left or the slice is used up.
     *
     * @return true when none is left
     */
    boolean apply(Instant now, Slice slice) {
        if (complete) {
            begin();
            return true;
        }
        List<KeyValue<String, TaskState>> next = from(resumeAt(), Slice.MOST + 1);
        for (KeyValue<String, TaskState> entry : next) {
            if (slice.isUsedUp()) {
                note(entry.key);
                return false;
            }
            judge(entry.value, now);
            slice.count();
        }
        complete = true;
        note(null);
        return true;
    }

    private void note(@Nullable String resumeAt) {
        if (!noted) {
            stores.rules().put(KEY, new RulesMark(fingerprint, resumeAt));
            noted = resumeAt == null;
        }
    }

    private @Nullable String resumeAt() {
        RulesMark mark = stores.rules().get(KEY);
        return mark != null && mark.getFingerprint().equals(fingerprint) ? mark.getResumeAt() : null;
    }

    private List<KeyValue<String, TaskState>> from(@Nullable String key, int most) {
        List<KeyValue<String, TaskState>> found = new ArrayList<>();
        try (KeyValueIterator<String, TaskState> entries = stores.tasks().range(key, null)) {
            while (found.size() < most && entries.hasNext()) {
                found.add(entries.next());
            }
        }
        return found;
    }

    private void judge(TaskState task, Instant now) {
        task.setWorkingDue(rules.workingDue(task.getDefinition().getDeadline()));
        String taskId = task.getDefinition().getTaskId();
        stores.tasks().put(taskId, task);
        for (String unitId : task.getEverAssigned()) {
            AssignmentState assignment = book.open(taskId, unitId);
            book.fireUpTo(assignment, task, BusinessTime.dayOf(now));
            book.judge(assignment, task, now);
        }
    }
}
