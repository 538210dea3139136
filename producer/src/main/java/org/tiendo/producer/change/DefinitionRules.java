package org.tiendo.producer.change;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;

/**
 * What the pipeline refuses in a definition. Such a record stands on the topic all the same, but is no version of the
 * task: nothing may be built on it, and none may be published.
 */
final class DefinitionRules {
    /** How far back a recurring task may begin: each of its periods becomes an occurrence. */
    private static final int MOST_YEARS_BACK = 20;

    private DefinitionRules() {}

    /**
     * What is wrong with a definition, for people; empty when it is sound.
     *
     * @param key of its record
     * @param published the business day of its record
     */
    static Optional<String> flawOf(TaskDefinition task, @Nullable String key, LocalDate published) {
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
                : Optional.ofNullable(flawOf(task.getDeadline(), published));
    }

    private static @Nullable String flawOf(Deadline deadline, LocalDate published) {
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
            case RECURRING -> {
                if (deadline.getRecurrence() == Recurrence.NONE) {
                    yield "RECURRING needs a recurrence";
                }
                yield from != null && from.isBefore(published.minusYears(MOST_YEARS_BACK))
                        ? "RECURRING begins more than " + MOST_YEARS_BACK + " years ago"
                        : null;
            }
            case CONDITIONAL -> {
                Integer days = deadline.getWorkingDaysAfterTrigger();
                yield days != null && (days < 0 || days > WorkingCalendar.MAX_DAYS)
                        ? "workingDaysAfterTrigger must be 0 to " + WorkingCalendar.MAX_DAYS
                        : null;
            }
            case ONGOING, NONE -> null;
        };
    }
}
