package org.tiendo.embedded.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An indicator over the assignments of a subtree, judged against the target of its unit. */
record ReferenceIndicator(JsonNode indicator, JsonNode plan) {
    /** The sums over some assignments. */
    record Sums(long expected, long reported, long numerator, long denominator) {
        static final Sums NONE = new Sums(0, 0, 0, 0);

        static Sums of(ReferenceAssignment assignment, LocalDate today) {
            JsonNode figures = assignment.figures(today);
            long expected = assignment.active ? 1 : 0;
            return figures == null
                    ? new Sums(expected, 0, 0, 0)
                    : new Sums(
                            expected,
                            1,
                            figures.path("numerator").asLong(0),
                            figures.path("denominator").asLong(0));
        }

        Sums plus(Sums other) {
            return new Sums(
                    expected + other.expected,
                    reported + other.reported,
                    numerator + other.numerator,
                    denominator + other.denominator);
        }
    }

    /** How the sums stand against the target of a unit; both are null where it has none. */
    record Standing(JsonNode target, String verdict) {
        LocalDate due() {
            return target != null && target.path("due").isTextual() ? ReferenceIndicator.due(target) : null;
        }
    }

    Standing standing(String unitId, String kind, Sums sums, LocalDate today) {
        JsonNode target = target(unitId, kind, today);
        return new Standing(target, target == null ? null : verdict(target, sums, today));
    }

    Map<String, String> row(String unitId, String kind, Sums sums, LocalDate today) {
        Standing standing = standing(unitId, kind, sums, today);
        JsonNode target = standing.target();
        Map<String, String> row = new TreeMap<>();
        row.put("planId", indicator.path("planId").asText());
        row.put("categoryId", indicator.path("categoryId").asText());
        row.put("measure", indicator.path("measure").asText());
        row.put("numerator", String.valueOf(sums.numerator));
        row.put("denominator", String.valueOf(sums.denominator));
        row.put("percent", isShare() ? ReferenceFigures.percent(sums.numerator, sums.denominator) : "null");
        for (String field : List.of("minimum", "stretch", "due")) {
            row.put(field, target == null || !target.has(field) ? "null" : LiveStack.text(target.path(field)));
        }
        row.put("verdict", String.valueOf(standing.verdict()));
        row.put("provisional", String.valueOf(sums.reported < sums.expected));
        row.put("unitsExpected", String.valueOf(sums.expected));
        row.put("unitsReported", String.valueOf(sums.reported));
        return row;
    }

    private boolean isShare() {
        return indicator.path("measure").asText().equals("SHARE");
    }

    private JsonNode target(String unitId, String kind, LocalDate today) {
        for (String scope : List.of(unitId, kind, "all")) {
            List<JsonNode> ofScope = new ArrayList<>();
            indicator.path("targets").forEach(target -> {
                if (target.path("scope").asText("all").equals(scope)) {
                    ofScope.add(target);
                }
            });
            ofScope.sort(Comparator.comparing(ReferenceIndicator::due));
            if (!ofScope.isEmpty()) {
                return ofScope.stream()
                        .filter(target -> !due(target).isBefore(today))
                        .findFirst()
                        .orElse(ofScope.get(ofScope.size() - 1));
            }
        }
        return null;
    }

    private static LocalDate due(JsonNode target) {
        return target.path("due").isTextual()
                ? LocalDate.parse(target.path("due").asText())
                : LocalDate.MAX;
    }

    private String verdict(JsonNode target, Sums sums, LocalDate today) {
        boolean share = isShare();
        if (sums.reported == 0 || (share && sums.denominator == 0)) {
            return "NO_DATA";
        }
        // The value times the denominator, so that nothing is rounded.
        BigDecimal scale = BigDecimal.valueOf(share ? sums.denominator : 1);
        BigDecimal value = BigDecimal.valueOf(share ? sums.numerator * 100 : sums.numerator);
        BigDecimal minimum = target.path("minimum").decimalValue().multiply(scale);
        if (target.path("stretch").isNumber()
                && value.compareTo(target.path("stretch").decimalValue().multiply(scale)) >= 0) {
            return "MET_STRETCH";
        }
        if (value.compareTo(minimum) >= 0) {
            return "MET_MINIMUM";
        }
        if (!target.path("due").isTextual()) {
            return "BELOW";
        }
        LocalDate due = due(target);
        if (today.isAfter(due)) {
            return "MISSED";
        }
        LocalDate from = from();
        if (from == null) {
            return "BELOW";
        }
        BigDecimal run = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, due));
        BigDecimal gone = BigDecimal.valueOf(ChronoUnit.DAYS.between(from, today));
        return value.multiply(run).compareTo(minimum.multiply(gone)) >= 0 ? "ON_TRACK" : "OFF_TRACK";
    }

    private LocalDate from() {
        if (indicator.path("from").isTextual()) {
            return LocalDate.parse(indicator.path("from").asText());
        }
        return plan != null && plan.path("issued").isTextual()
                ? LocalDate.parse(plan.path("issued").asText())
                : null;
    }
}
