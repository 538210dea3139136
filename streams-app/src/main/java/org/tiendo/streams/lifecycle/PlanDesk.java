package org.tiendo.streams.lifecycle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Source;
import org.tiendo.internal.TaskState;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;

/**
 * Keeps indicators and plans. A plan lies in one partition and its tasks in all, so plans come here by the relay; one
 * that comes after a task or an indicator that begins on its day of issue has them judged anew.
 */
final class PlanDesk {
    private final LifecycleStores stores;
    private final AssignmentBook book;
    private final DefinitionDesk definitions;
    private final Outbox outbox;
    private final int partition;

    PlanDesk(LifecycleStores stores, AssignmentBook book, DefinitionDesk definitions, Outbox outbox, int partition) {
        this.stores = stores;
        this.book = book;
        this.definitions = definitions;
        this.outbox = outbox;
        this.partition = partition;
    }

    /** Keeps an indicator and, if its reporting task waited for it, judges the reports that came before. */
    void publish(Indicator indicator, Source source) {
        PlanState plan = stores.plans().get(indicator.getPlanId());
        boolean first = stores.indicators().get(indicator.getIndicatorId()) == null;
        TaskState reporting = stores.tasks().get(indicator.getIndicatorId());
        if (reporting != null) {
            book.fireReporters(reporting, BusinessTime.dayOf(source.getReceivedAt()));
        }
        keep(
                new IndicatorState(
                        indicator, source, plan == null ? null : plan.getPlan().getIssued(), partition),
                source.getReceivedAt());
        if (first) {
            definitions.complete(indicator.getIndicatorId(), source.getReceivedAt());
        }
    }

    private void keep(IndicatorState state, Instant at) {
        String indicatorId = state.getDefinition().getIndicatorId();
        stores.indicators().put(indicatorId, state);
        outbox.send(indicatorId, state, at);
    }

    /** Takes over a plan, here where it lies or relayed. */
    void learn(PlanState plan) {
        String planId = plan.getPlan().getPlanId();
        PlanState before = stores.plans().get(planId);
        stores.plans().put(planId, plan);
        LocalDate issued = plan.getPlan().getIssued();
        if (Objects.equals(issued, issuedOf(before))) {
            return;
        }
        Instant at = plan.getSource().getReceivedAt();
        for (IndicatorState indicator : all(
                stores.indicators(), each -> each.getDefinition().getPlanId().equals(planId))) {
            indicator.setPlanIssued(issued);
            keep(indicator, at);
        }
        for (TaskState task : all(stores.tasks(), each -> beginsWithPlan(each, planId))) {
            List<AssignmentState> fired = fireAll(task, at);
            task.setPlanIssued(issued);
            stores.tasks().put(task.getDefinition().getTaskId(), task);
            fired.forEach(assignment -> book.judge(assignment, task, at));
        }
    }

    private static @Nullable LocalDate issuedOf(@Nullable PlanState plan) {
        return plan == null ? null : plan.getPlan().getIssued();
    }

    private static boolean beginsWithPlan(TaskState task, String planId) {
        Deadline deadline = task.getDefinition().getDeadline();
        return task.getDefinition().getPlanId().equals(planId)
                && deadline.getKind() == DeadlineKind.RECURRING
                && deadline.getFrom() == null;
    }

    /** What fell due before the plan came is judged as the task stood then. */
    private List<AssignmentState> fireAll(TaskState task, Instant at) {
        List<AssignmentState> fired = new ArrayList<>();
        for (String unitId : task.getEverAssigned()) {
            AssignmentState assignment = book.open(task.getDefinition().getTaskId(), unitId);
            book.fireUpTo(assignment, task, BusinessTime.dayOf(at));
            fired.add(assignment);
        }
        return fired;
    }

    private static <V> List<V> all(KeyValueStore<String, V> store, Predicate<V> wanted) {
        List<V> found = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = store.all()) {
            entries.forEachRemaining(entry -> {
                if (wanted.test(entry.value)) {
                    found.add(entry.value);
                }
            });
        }
        return found;
    }
}
