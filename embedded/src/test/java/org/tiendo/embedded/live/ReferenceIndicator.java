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
    Map<String, String> row(String unitId, String kind, List<ReferenceAssignment> assignments, LocalDate today) {
        long numerator = 0;
        long denominator = 0;
        long reported = 0;
        for (ReferenceAssignment assignment : assignments) {
            JsonNode winner = assignment.winner();
            if (winner != null) {
                numerator += winner.path("numerator").asLong(0);
                denominator += winner.path("denominator").asLong(0);
                reported++;
            }
        }
        boolean share = indicator.path("measure").asText().equals("SHARE");
        JsonNode target = target(unitId, kind, today);
        Map<String, String> row = new TreeMap<>();
        row.put("planId", indicator.path("planId").asText());
        row.put("categoryId", indicator.path("categoryId").asText());
        row.put("measure", indicator.path("measure").asText());
        row.put("numerator", String.valueOf(numerator));
        row.put("denominator", String.valueOf(denominator));
        row.put("percent", share ? ReferenceFigures.percent(numerator, denominator) : "null");
        for (String field : List.of("minimum", "stretch", "due")) {
            row.put(field, target == null || !target.has(field) ? "null" : LiveStack.text(target.path(field)));
        }
        row.put("verdict", target == null ? "null" : verdict(target, share, numerator, denominator, reported, today));
        row.put("provisional", String.valueOf(reported < assignments.size()));
        row.put("unitsExpected", String.valueOf(assignments.size()));
        row.put("unitsReported", String.valueOf(reported));
        return row;
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

    private String verdict(
            JsonNode target, boolean share, long numerator, long denominator, long reported, LocalDate today) {
        if (reported == 0 || (share && denominator == 0)) {
            return "NO_DATA";
        }
        // The value times the denominator, so that nothing is rounded.
        BigDecimal scale = BigDecimal.valueOf(share ? denominator : 1);
        BigDecimal value = BigDecimal.valueOf(share ? numerator * 100 : numerator);
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
