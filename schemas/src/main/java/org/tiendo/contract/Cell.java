package org.tiendo.contract;

/** Where counts are added up within a unit: a (plan, category, due bucket), an indicator, or the report accounting. */
public sealed interface Cell {
    /** The due buckets that are not quarters. */
    String BUCKET_ONGOING = "ongoing";

    String BUCKET_DORMANT = "dormant";
    String BUCKET_NONE = "none";

    /** How every KPI cell's key begins. */
    String KPI_PREFIX = "k|";

    /** How every indicator cell's key begins. */
    String INDICATOR_PREFIX = "i|";

    /** The cell's key within its unit. */
    String key();

    record Kpi(String planId, String categoryId, String bucket) implements Cell {
        @Override
        public String key() {
            return KPI_PREFIX + Ids.join(planId, categoryId, bucket);
        }
    }

    record IndicatorCell(String indicatorId) implements Cell {
        @Override
        public String key() {
            return INDICATOR_PREFIX + indicatorId;
        }
    }

    record Accounting() implements Cell {
        public static final String KEY = "a";

        @Override
        public String key() {
            return KEY;
        }
    }

    /**
     * Reads a key back.
     *
     * @throws IllegalArgumentException when it is not the key of a cell
     */
    static Cell parse(String key) {
        if (key.equals(Accounting.KEY)) {
            return new Accounting();
        }
        if (key.startsWith(INDICATOR_PREFIX)) {
            return new IndicatorCell(key.substring(INDICATOR_PREFIX.length()));
        }
        String[] parts = key.split("\\|", -1);
        if (key.startsWith(KPI_PREFIX) && parts.length == 4) {
            return new Kpi(parts[1], parts[2], parts[3]);
        }
        throw new IllegalArgumentException("not a cell: " + key);
    }
}
