package org.tiendo.streams.kpi;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.tiendo.v1.Target;

/** Picks the target that a unit is held to on a day: the most specific scope first, then the due date that comes next. */
public final class TargetChoice {
    /** The scope that takes in every unit. */
    public static final String EVERYONE = "all";

    private TargetChoice() {}

    /**
     * The target in force. Of the most specific scope that has any (the unit itself, its kind, all): the earliest due
     * not before the clock, else one without a due date, else the latest.
     */
    public static Optional<Target> choose(List<Target> targets, String unitId, String unitKind, LocalDate clock) {
        for (String scope : List.of(unitId, unitKind, EVERYONE)) {
            List<Target> scoped = targets.stream()
                    .filter(target -> target.getScope().equals(scope))
                    .toList();
            if (!scoped.isEmpty()) {
                return Optional.of(inForce(scoped, clock));
            }
        }
        return Optional.empty();
    }

    private static Target inForce(List<Target> targets, LocalDate clock) {
        List<Target> dated =
                targets.stream().filter(target -> target.getDue() != null).toList();
        return dated.stream()
                .filter(target -> !target.getDue().isBefore(clock))
                .min(Comparator.comparing(Target::getDue))
                .or(() -> targets.stream()
                        .filter(target -> target.getDue() == null)
                        .findFirst())
                .or(() -> dated.stream().max(Comparator.comparing(Target::getDue)))
                .orElseThrow();
    }
}
