package org.tiendo.producer.simulation;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Target;

/**
 * What one reporter of an indicator works towards.
 *
 * @param figure the figure to reach
 * @param due the day by which it should be; null where none is set
 */
record Goal(double figure, @Nullable LocalDate due) {
    private static final double WHOLE = 100;

    /** The target for the unit itself, else for its kind, else the first that is set. */
    static Goal of(Indicator indicator, String unitId, String kind) {
        List<String> nearest = List.of(kind, unitId);
        return indicator.getTargets().stream()
                .max(Comparator.comparingInt((Target target) -> nearest.indexOf(target.getScope())))
                .map(target -> new Goal(target.getMinimum().doubleValue(), target.getDue()))
                .orElseGet(() -> new Goal(indicator.getMeasure() == Measure.SHARE ? WHOLE : 1, null));
    }
}
