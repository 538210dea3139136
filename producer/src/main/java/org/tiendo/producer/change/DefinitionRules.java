package org.tiendo.producer.change;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;

/**
 * What the pipeline refuses in a definition. Such a record stands on the topic all the same, but is no version of the
 * task: nothing may be built on it, and none may be published.
 */
final class DefinitionRules {
    private DefinitionRules() {}

    /** What is wrong with a definition under a key, for people; empty when it is sound. */
    static Optional<String> flawOf(TaskDefinition task, @Nullable String key) {
        Optional<String> badId = Stream.of(
                        Stream.of(task.getTaskId(), task.getPlanId(), task.getCategoryId()),
                        task.getAssignments().stream(),
                        task.getCooperating().stream(),
                        Stream.ofNullable(task.getIndicatorId()))
                .flatMap(ids -> ids)
                .filter(id -> !Ids.isValid(id))
                .findFirst();
        if (badId.isPresent()) {
            return badId.map(
                    id -> "'" + id + "' is not an id: 1 to 128 characters in NFC, no blank, control character, | or /");
        }
        if (!task.getTaskId().equals(key)) {
            return Optional.of("the record's key must be '" + task.getTaskId() + "'");
        }
        return task.getWeight() < 0
                ? Optional.of("weight must be 0 or more")
                : Optional.ofNullable(flawOf(task.getDeadline()));
    }

    private static @Nullable String flawOf(Deadline deadline) {
        LocalDate due = deadline.getDue();
        LocalDate from = deadline.getFrom();
        return switch (deadline.getKind()) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR -> due == null ? deadline.getKind() + " needs a due day" : null;
            case RANGE -> {
                if (due == null) {
                    yield "RANGE needs a due day";
                }
                yield from != null && from.isAfter(due)
                        ? "its range begins on " + from + ", after the due day " + due
                        : null;
            }
            case FROM -> from == null ? "FROM needs a from day" : null;
            case RECURRING -> deadline.getRecurrence() == Recurrence.NONE ? "RECURRING needs a recurrence" : null;
            case CONDITIONAL, ONGOING, NONE -> null;
        };
    }
}
