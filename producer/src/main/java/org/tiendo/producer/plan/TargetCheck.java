package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.NearestName;

/** What an indicator has to reach, by when, and for whom. */
final class TargetCheck {
    private static final BigDecimal LARGEST = new BigDecimal("9999999.99");
    private static final int MOST_DECIMALS = 2;

    private final Findings findings;
    private final UnitsCheck units;

    TargetCheck(Findings findings, UnitsCheck units) {
        this.findings = findings;
        this.units = units;
    }

    void check(JsonNode indicator, String path) {
        boolean share = indicator.path("measure").asText().equals("share");
        BigDecimal floor = figure(indicator, path, "floor", share);
        BigDecimal stretch = figure(indicator, path, "stretch", share);
        if (stretch != null && Findings.isAbsent(indicator.path("floor"))) {
            findings.add(path + "stretch", "goes with a floor, which is missing");
        } else if (stretch != null && floor != null && stretch.compareTo(floor) < 0) {
            findings.add(path + "stretch", "is below floor");
        }
        LocalDate due = findings.day(indicator, path, "due");
        LocalDate from = findings.day(indicator, path, "from");
        if (due != null && from != null && from.isAfter(due)) {
            findings.add(path + "from", "lies after due");
        }
        scope(indicator.path("scope"), path + "scope");
    }

    private @Nullable BigDecimal figure(JsonNode indicator, String path, String field, boolean share) {
        JsonNode number = indicator.path(field);
        if (Findings.isAbsent(number)) {
            return null;
        }
        if (!number.isNumber()) {
            findings.add(path + field, number + " must be a number or null; write decimals with a point");
            return null;
        }
        BigDecimal value = number.decimalValue();
        if (value.signum() < 0 || value.compareTo(share ? BigDecimal.valueOf(100) : LARGEST) > 0) {
            findings.add(
                    path + field, number + " must be from 0 to " + (share ? "100, as a share is in percent" : LARGEST));
            return null;
        }
        if (value.stripTrailingZeros().scale() > MOST_DECIMALS) {
            findings.add(path + field, number + " has more than " + MOST_DECIMALS + " decimals");
            return null;
        }
        return value;
    }

    private void scope(JsonNode scope, String path) {
        String word = scope.asText();
        if (CatalogueWords.SCOPES.contains(word) || units.knowsUnitOrKind(word)) {
            return;
        }
        Set<String> known = new HashSet<>(units.unitsAndKinds());
        known.addAll(CatalogueWords.SCOPES);
        findings.add(
                path,
                (Findings.isAbsent(scope) ? "missing" : word + " is no scope")
                        + NearestName.guess(word, known)
                                .map(near -> "; did you mean " + near + "? Expected")
                                .orElse("; expected")
                        + " all, city, district-level, commune-level, a unit or a kind of unit");
    }
}
