package org.tiendo.contract;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Successor;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What a published definition must be, judged by itself alone. The pipeline puts one that fails to the dead letters and
 * keeps the last good version; who publishes may ask beforehand.
 */
public final class DefinitionRules {
    /** Every period since is kept with its outcome, so there must be some end to them. */
    private static final int MOST_YEARS_BACK = 20;

    private DefinitionRules() {}

    /**
     * What is wrong with a definition.
     *
     * @param code BAD_ID, KEY_MISMATCH or BAD_DEFINITION
     * @param reason for people
     */
    public record Flaw(String code, String reason) {}

    /**
     * Judges a task.
     *
     * @param key of its record
     * @param published the business day of its record
     */
    public static Optional<Flaw> flawOf(TaskDefinition task, @Nullable String key, LocalDate published) {
        Stream<String> ids = Stream.of(
                        Stream.of(task.getTaskId(), task.getPlanId(), task.getCategoryId()),
                        task.getAssignments().stream(),
                        task.getCooperating().stream(),
                        Stream.ofNullable(task.getIndicatorId()))
                .flatMap(part -> part);
        String reason = task.getWeight() < 0 ? "weight must be 0 or more" : flawOf(task.getDeadline(), published);
        return badIds(ids, task.getTaskId(), key)
                .or(() -> Optional.ofNullable(reason).map(found -> new Flaw("BAD_DEFINITION", found)));
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
            case RECURRING -> recurringFlaw(deadline, published);
            case CONDITIONAL -> conditionalFlaw(deadline);
            case ONGOING, NONE -> null;
        };
    }

    private static @Nullable String recurringFlaw(Deadline deadline, LocalDate published) {
        if (deadline.getRecurrence() == Recurrence.NONE) {
            return "RECURRING needs a recurrence";
        }
        LocalDate from = deadline.getFrom();
        return from != null && from.isBefore(published.minusYears(MOST_YEARS_BACK))
                ? "RECURRING begins more than " + MOST_YEARS_BACK + " years ago: give a later from day"
                : null;
    }

    private static @Nullable String conditionalFlaw(Deadline deadline) {
        Integer days = deadline.getWorkingDaysAfterTrigger();
        return days != null && (days < 0 || days > WorkingCalendar.MAX_DAYS)
                ? "workingDaysAfterTrigger must be 0 to " + WorkingCalendar.MAX_DAYS
                : null;
    }

    /** Judges an indicator. The scope of a target is no id: it may be a kind of unit, which is a free word. */
    public static Optional<Flaw> flawOf(Indicator indicator, @Nullable String key) {
        return badIds(
                Stream.of(indicator.getIndicatorId(), indicator.getPlanId(), indicator.getCategoryId()),
                indicator.getIndicatorId(),
                key);
    }

    /** Judges a plan. */
    public static Optional<Flaw> flawOf(Plan plan, @Nullable String key) {
        Stream<String> issuer = plan.getIssuerId().isEmpty() ? Stream.empty() : Stream.of(plan.getIssuerId());
        return badIds(Stream.concat(Stream.of(plan.getPlanId()), issuer), plan.getPlanId(), key);
    }

    /** Judges a unit. */
    public static Optional<Flaw> flawOf(Unit unit, @Nullable String key) {
        Stream<String> ids = Stream.of(
                        Stream.of(unit.getUnitId()),
                        unit.getMembers().stream(),
                        unit.getPlacements().stream()
                                .map(Placement::getParentId)
                                .filter(Objects::nonNull),
                        unit.getSuccessors().stream().map(Successor::getUnitId))
                .flatMap(part -> part);
        return badIds(ids, unit.getUnitId(), key);
    }

    private static Optional<Flaw> badIds(Stream<String> ids, String id, @Nullable String key) {
        List<String> bad = ids.filter(each -> !Ids.isValid(each)).toList();
        if (!bad.isEmpty()) {
            return Optional.of(new Flaw(
                    "BAD_ID",
                    "'" + bad.get(0)
                            + "' is not an id: 1 to 128 characters in NFC, no blank, control character, | or /"));
        }
        return id.equals(key)
                ? Optional.empty()
                : Optional.of(new Flaw("KEY_MISMATCH", "the record's key must be '" + id + "'"));
    }
}
