package org.tiendo.streams.scorecard;

import java.util.List;
import org.tiendo.contract.Cell;
import org.tiendo.contract.Ids;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;

/**
 * A published row. Its entry in unsettled-rows begins with unit and plan, so that all rows of a plan are settled one
 * after the other from one reading of its cells.
 */
sealed interface RowKey {
    /** How every row's entry begins. */
    String PREFIX = "row";

    /** Its key in unsettled-rows. */
    String entry();

    /** Where it is published. */
    Topic topic();

    /** Its key there. */
    String recordKey();

    /** The rows that a change of a cell touches; the accounting has none. */
    static List<RowKey> touchedBy(String unitId, Cell cell) {
        if (cell instanceof Cell.Kpi kpi) {
            return List.of(
                    new OfPlan(unitId, kpi.planId()),
                    new OfCategory(unitId, kpi.planId(), kpi.categoryId()),
                    new OfBucket(unitId, kpi.planId(), kpi.bucket()));
        }
        return cell instanceof Cell.IndicatorCell indicator
                ? List.of(new OfIndicator(unitId, indicator.indicatorId()))
                : List.of();
    }

    /**
     * Reads an entry back.
     *
     * @throws IllegalArgumentException when it is none
     */
    static RowKey parse(String entry) {
        String[] parts = entry.split("\\|", -1);
        if (parts.length == 4) {
            return new OfIndicator(parts[2], parts[3]);
        }
        return switch (parts.length == 6 ? parts[4] : "") {
            case "plan" -> new OfPlan(parts[2], parts[3]);
            case "category" -> new OfCategory(parts[2], parts[3], parts[5]);
            case "bucket" -> new OfBucket(parts[2], parts[3], parts[5]);
            default -> throw new IllegalArgumentException("not an unsettled row: " + entry);
        };
    }

    /** A row of counts. */
    sealed interface OfTasks extends RowKey {
        String unitId();

        String planId();
    }

    record OfPlan(String unitId, String planId) implements OfTasks {
        @Override
        public String entry() {
            return Ids.join(PREFIX, "tasks", unitId, planId, "plan", "");
        }

        @Override
        public Topic topic() {
            return Topics.KPI_BY_UNIT;
        }

        @Override
        public String recordKey() {
            return Ids.join(unitId, planId);
        }
    }

    record OfCategory(String unitId, String planId, String categoryId) implements OfTasks {
        @Override
        public String entry() {
            return Ids.join(PREFIX, "tasks", unitId, planId, "category", categoryId);
        }

        @Override
        public Topic topic() {
            return Topics.KPI_BY_CATEGORY;
        }

        @Override
        public String recordKey() {
            return Ids.join(unitId, planId, categoryId);
        }
    }

    record OfBucket(String unitId, String planId, String bucket) implements OfTasks {
        @Override
        public String entry() {
            return Ids.join(PREFIX, "tasks", unitId, planId, "bucket", bucket);
        }

        @Override
        public Topic topic() {
            return Topics.KPI_BY_DEADLINE;
        }

        @Override
        public String recordKey() {
            return Ids.join(unitId, planId, bucket);
        }
    }

    record OfIndicator(String unitId, String indicatorId) implements RowKey {
        @Override
        public String entry() {
            return Ids.join(PREFIX, "indicator", unitId, indicatorId);
        }

        @Override
        public Topic topic() {
            return Topics.KPI_INDICATORS;
        }

        @Override
        public String recordKey() {
            return Ids.join(unitId, indicatorId);
        }
    }
}
