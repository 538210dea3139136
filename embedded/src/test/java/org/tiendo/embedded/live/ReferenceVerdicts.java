package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The alerts on one indicator's verdicts, unit by unit of the tree. A report that changes a figure counts at once; a new
 * shape of the tree from the next midnight on, but for the unit whose figure changes, which stands where it is known to.
 */
final class ReferenceVerdicts {
    private static final Set<String> BAD = Set.of("OFF_TRACK", "MISSED", "BELOW");

    /** What a unit's assignment adds, and to whom. */
    private record Figure(ReferenceAssignment assignment, ReferenceIndicator.Sums sums, List<String> ancestors) {}

    final List<ReferenceAlert> alerts = new ArrayList<>();
    private final ReferenceModel model;
    private final String indicatorId;
    private final Map<String, Figure> figures = new TreeMap<>();
    private final Set<String> judged = new TreeSet<>();

    ReferenceVerdicts(ReferenceModel model, String indicatorId) {
        this.model = model;
        this.indicatorId = indicatorId;
    }

    /** An assignment was reported on or published again. */
    void count(ReferenceAssignment assignment, LocalDate today) {
        Figure before = figures.get(assignment.unitId);
        Figure now = new Figure(
                assignment,
                ReferenceIndicator.Sums.of(assignment, today),
                model.tree.ancestors(assignment.unitId, today));
        if (before != null && before.sums.equals(now.sums) && before.ancestors.equals(now.ancestors)) {
            return;
        }
        long expected = before == null ? 0 : before.sums.expected();
        String changed = assignment.task.cancelled() ? "cancelled" : "moved";
        judge(put(now), expected == now.sums.expected() ? "reported" : changed, today);
    }

    /** Midnight: the tree of the new day, then what the calendar makes of the occurrences. */
    void newDay(LocalDate day) {
        Set<String> moved = new TreeSet<>();
        for (Figure figure : List.copyOf(figures.values())) {
            List<String> ancestors = model.tree.ancestors(figure.assignment.unitId, day);
            if (!ancestors.equals(figure.ancestors)) {
                moved.addAll(put(new Figure(figure.assignment, figure.sums, ancestors)));
            }
        }
        judge(moved, "moved", day);
        judge(judged, "reported", day);
        List.copyOf(figures.values()).forEach(figure -> count(figure.assignment, day));
    }

    /** Some indicator was published again. */
    void published(String id, LocalDate today) {
        if (id.equals(indicatorId)) {
            judge(judged, "extended", today);
        }
    }

    /** Returns the units whose sums may be others now. */
    private Set<String> put(Figure figure) {
        Set<String> touched = new TreeSet<>(figure.ancestors);
        Figure before = figures.put(figure.assignment.unitId, figure);
        if (before != null) {
            touched.addAll(before.ancestors);
        }
        judged.addAll(touched);
        return touched;
    }

    private void judge(Collection<String> units, String cause, LocalDate today) {
        JsonNode indicator = model.indicators.get(indicatorId);
        if (indicator != null) {
            JsonNode plan = model.plans.get(indicator.path("planId").asText());
            units.forEach(unit -> judge(unit, new ReferenceIndicator(indicator, plan), cause, today));
        }
    }

    private void judge(String unitId, ReferenceIndicator indicator, String cause, LocalDate today) {
        ReferenceIndicator.Sums sums = figures.values().stream()
                .filter(figure -> figure.ancestors.contains(unitId))
                .map(Figure::sums)
                .reduce(ReferenceIndicator.Sums.NONE, ReferenceIndicator.Sums::plus);
        ReferenceIndicator.Standing standing = indicator.standing(unitId, model.tree.kind(unitId), sums, today);
        ReferenceAlert open = open(unitId);
        if (open != null) {
            String reason = null;
            if (sums.expected() == 0) {
                reason = cause.equals("cancelled") ? cause : "moved";
            } else if (standing.verdict() == null || !Objects.equals(open.due, standing.due())) {
                reason = "extended";
            } else if (!BAD.contains(standing.verdict()) && !standing.verdict().equals("NO_DATA")) {
                reason = cause;
            }
            if (reason != null) {
                open.clear(reason, today);
                open.verdict = standing.verdict();
                open = null;
            }
        }
        if (standing.verdict() == null || !BAD.contains(standing.verdict())) {
            return;
        }
        if (open == null) {
            int episode = 1
                    + (int) alerts.stream()
                            .filter(each -> each.unitId.equals(unitId))
                            .count();
            open = new ReferenceAlert("indicator", indicatorId, unitId, "", standing.due(), episode, today);
            alerts.add(open);
        } else if (!open.verdict.equals(standing.verdict())) {
            open.escalate(open.level + 1, today);
        }
        open.verdict = standing.verdict();
    }

    private ReferenceAlert open(String unitId) {
        return alerts.stream()
                .filter(each -> each.isOpen() && each.unitId.equals(unitId))
                .findFirst()
                .orElse(null);
    }
}
