package org.tiendo.streams.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.Ids;
import org.tiendo.contract.ReportRules;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Placement;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Successor;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What a record must be to enter the pipeline, judged by itself alone. A report that fails is refused with a code that
 * its sender can look up; a definition that fails is a dead letter, and the last good version stays.
 */
final class Admission {
    private static final String BAD_ID = "BAD_ID";
    private static final String BAD_DEFINITION = "BAD_DEFINITION";
    private static final String FAR_AHEAD = "FAR_AHEAD";

    /** A tick so much later than its record can only be a mistake. */
    private static final Duration MOST_AHEAD = Duration.ofDays(3_653);

    /** Far longer than any id; a key may unpack to more than any topic takes. */
    private static final int KEPT_KEY_BYTES = 4 * 1024;

    /** Every period since is kept with its outcome, so there must be some end to them. */
    private static final int MOST_YEARS_BACK = 20;

    private Admission() {}

    static Ingested report(Decoded<ProgressReport> decoded, @Nullable String key) {
        return new Ingested.Report(
                decoded,
                key,
                ReportRules.check(decoded.value(), key, decoded.time()).orElse(null));
    }

    static Ingested tick(Decoded<ClockTick> decoded, @Nullable String key) {
        Instant at = decoded.value().getAt();
        if (at.isAfter(decoded.time().plus(MOST_AHEAD))) {
            return refused(
                    decoded,
                    FAR_AHEAD,
                    "the tick at " + at + " is years after its record, and the clock never goes back");
        }
        return new Ingested.Tick(at.isAfter(decoded.time()) ? at : decoded.time());
    }

    static Ingested definition(Decoded<TaskDefinition> decoded, @Nullable String key) {
        TaskDefinition task = decoded.value();
        List<String> ids = Stream.of(
                        Stream.of(task.getTaskId(), task.getPlanId(), task.getCategoryId()),
                        task.getAssignments().stream(),
                        task.getCooperating().stream(),
                        Stream.ofNullable(task.getIndicatorId()))
                .flatMap(part -> part)
                .toList();
        Ingested refusal = refuse(decoded, key, task.getTaskId(), ids);
        if (refusal != null) {
            return refusal;
        }
        String flaw = task.getWeight() < 0
                ? "weight must be 0 or more"
                : flawOf(task.getDeadline(), BusinessTime.dayOf(decoded.time()));
        return flaw == null ? new Ingested.Definition(decoded) : refused(decoded, BAD_DEFINITION, flaw);
    }

    private static @Nullable String flawOf(Deadline deadline, LocalDate today) {
        DeadlineKind kind = deadline.getKind();
        LocalDate due = deadline.getDue();
        LocalDate from = deadline.getFrom();
        return switch (kind) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR -> due == null ? kind + " needs a due day" : null;
            case RANGE -> {
                if (due == null) {
                    yield "RANGE needs a due day";
                }
                yield from != null && from.isAfter(due) ? "RANGE begins after it is due" : null;
            }
            case FROM -> from == null ? "FROM needs a from day" : null;
            case RECURRING -> recurringFlaw(deadline, today);
            case CONDITIONAL -> conditionalFlaw(deadline);
            case ONGOING, NONE -> null;
        };
    }

    private static @Nullable String recurringFlaw(Deadline deadline, LocalDate today) {
        if (deadline.getRecurrence() == Recurrence.NONE) {
            return "RECURRING needs a recurrence";
        }
        LocalDate from = deadline.getFrom();
        return from != null && from.isBefore(today.minusYears(MOST_YEARS_BACK))
                ? "RECURRING begins more than " + MOST_YEARS_BACK + " years ago: give a later from day"
                : null;
    }

    private static @Nullable String conditionalFlaw(Deadline deadline) {
        Integer days = deadline.getWorkingDaysAfterTrigger();
        return days != null && (days < 0 || days > WorkingCalendar.MAX_DAYS)
                ? "workingDaysAfterTrigger must be 0 to " + WorkingCalendar.MAX_DAYS
                : null;
    }

    static Ingested indicator(Decoded<Indicator> decoded, @Nullable String key) {
        Indicator indicator = decoded.value();
        // The scope of a target is no id: it may be a kind of unit, which is a free word.
        List<String> ids = List.of(indicator.getIndicatorId(), indicator.getPlanId(), indicator.getCategoryId());
        Ingested refusal = refuse(decoded, key, indicator.getIndicatorId(), ids);
        return refusal == null ? new Ingested.IndicatorPublished(decoded) : refusal;
    }

    static Ingested plan(Decoded<Plan> decoded, @Nullable String key) {
        Plan plan = decoded.value();
        Ingested refusal = refuse(
                decoded,
                key,
                plan.getPlanId(),
                Stream.of(plan.getPlanId(), plan.getIssuerId())
                        .filter(id -> id.equals(plan.getPlanId()) || !id.isEmpty())
                        .toList());
        return refusal == null ? new Ingested.PlanPublished(decoded) : refusal;
    }

    static Ingested unit(Decoded<Unit> decoded, @Nullable String key) {
        Unit unit = decoded.value();
        List<String> ids = Stream.of(
                        Stream.of(unit.getUnitId()),
                        unit.getMembers().stream(),
                        unit.getPlacements().stream()
                                .map(Placement::getParentId)
                                .filter(Objects::nonNull),
                        unit.getSuccessors().stream().map(Successor::getUnitId))
                .flatMap(part -> part)
                .toList();
        Ingested refusal = refuse(decoded, key, unit.getUnitId(), ids);
        return refusal == null ? new Ingested.UnitPublished(decoded) : refusal;
    }

    private static @Nullable Ingested refuse(
            Decoded<? extends SpecificRecord> decoded, @Nullable String key, String id, Collection<String> ids) {
        for (String each : ids) {
            if (!Ids.isValid(each)) {
                return refused(
                        decoded,
                        BAD_ID,
                        "'" + each + "' is not an id: 1 to 128 characters in NFC, no blank, control character, | or /");
            }
        }
        return id.equals(key) ? null : refused(decoded, "KEY_MISMATCH", "the record's key must be '" + id + "'");
    }

    private static Ingested refused(Decoded<? extends SpecificRecord> decoded, String code, String reason) {
        return new Ingested.Refused(decoded.refused(code, reason));
    }

    /** A record's key as text, cut where it is far too long; one that is not UTF-8 or is cut matches no id. */
    static @Nullable String keyOf(byte @Nullable [] rawKey) {
        return rawKey == null
                ? null
                : new String(rawKey, 0, Math.min(rawKey.length, KEPT_KEY_BYTES), StandardCharsets.UTF_8);
    }
}
