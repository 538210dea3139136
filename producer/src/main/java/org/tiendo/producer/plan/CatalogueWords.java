package org.tiendo.producer.plan;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Measure;
import org.tiendo.v1.Recurrence;

/** What the catalogues' words mean in the contract. plans/README.md prints this table; a test holds the two together. */
final class CatalogueWords {
    /** Since ever: units have been where they are since before any report. */
    static final LocalDate SINCE_EVER = LocalDate.EPOCH;

    /** Days outside these years are slips of the hand: no plan speaks of them. */
    static final int FIRST_YEAR = 1945;

    static final int LAST_YEAR = 2100;

    /** The kind of unit that commune-level targets speak of. */
    static final String COMMUNE_KIND = "grassroots";

    static final String SCOPE_ALL = "all";

    /** Scopes that mean the plan's own root: the district-level unit is the root itself. */
    static final Set<String> ROOT_SCOPES = Set.of("city", "district-level");

    static final String SCOPE_COMMUNES = "commune-level";

    /** Scopes that are neither units nor kinds. */
    static final List<String> SCOPES = List.of(SCOPE_ALL, "city", "district-level", SCOPE_COMMUNES);

    static final Map<String, DeadlineKind> DEADLINE_KINDS = inOrder(List.of(
            Map.entry("unspecified", DeadlineKind.NONE),
            Map.entry("ongoing", DeadlineKind.ONGOING),
            Map.entry("conditional", DeadlineKind.CONDITIONAL),
            Map.entry("annual", DeadlineKind.RECURRING),
            Map.entry("from-year", DeadlineKind.FROM),
            Map.entry("by-date", DeadlineKind.BY_DATE),
            Map.entry("by-month", DeadlineKind.BY_MONTH),
            Map.entry("by-quarter", DeadlineKind.BY_QUARTER),
            Map.entry("by-year", DeadlineKind.BY_YEAR),
            Map.entry("range", DeadlineKind.RANGE)));

    static final Map<String, Recurrence> RECURRENCES = inOrder(List.of(
            Map.entry("none", Recurrence.NONE),
            Map.entry("monthly", Recurrence.MONTHLY),
            Map.entry("quarterly", Recurrence.QUARTERLY),
            Map.entry("annual", Recurrence.ANNUAL)));

    static final Map<String, Measure> MEASURES = inOrder(List.of(
            Map.entry("share", Measure.SHARE),
            Map.entry("count", Measure.COUNT),
            Map.entry("milestone", Measure.MILESTONE)));

    private CatalogueWords() {}

    private static <V> Map<String, V> inOrder(List<Map.Entry<String, V>> entries) {
        Map<String, V> map = new LinkedHashMap<>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    /** A day as catalogues write it: 2023-03-10, or a bare year, which stands for its 1 January. */
    static LocalDate day(String text) {
        return text.matches("\\d{4}") ? LocalDate.of(Integer.parseInt(text), 1, 1) : LocalDate.parse(text);
    }
}
