package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Set;
import org.tiendo.v1.DeadlineKind;

/** The deadline of a task: what its kind speaks of is there, and in order. */
final class DeadlineCheck {
    private static final Set<String> KEYS = Set.of("kind", "due", "from", "recurrence", "condition_en", "text");

    private final Findings findings;

    DeadlineCheck(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode deadline, String path) {
        if (!findings.keys(deadline, path, KEYS)) {
            return;
        }
        findings.word(deadline, path, "kind", CatalogueWords.DEADLINE_KINDS.keySet());
        findings.word(deadline, path, "recurrence", CatalogueWords.RECURRENCES.keySet());
        LocalDate due = findings.day(deadline, path, "due");
        LocalDate from = findings.day(deadline, path, "from");
        if (from != null && due != null && from.isAfter(due)) {
            findings.add(path + "from", "lies after due");
        }
        String word = deadline.path("kind").asText();
        DeadlineKind kind = CatalogueWords.DEADLINE_KINDS.get(word);
        if (kind != null) {
            fields(deadline, path, word, kind);
        }
    }

    private void fields(JsonNode deadline, String path, String word, DeadlineKind kind) {
        switch (kind) {
            case BY_DATE, BY_MONTH, BY_QUARTER, BY_YEAR -> needs(deadline, path, "due", word);
            case RANGE -> {
                needs(deadline, path, "from", word);
                needs(deadline, path, "due", word);
            }
            case FROM -> needs(deadline, path, "from", word);
            case CONDITIONAL -> needs(deadline, path, "condition_en", word);
            case RECURRING, ONGOING, NONE -> {
                if (!Findings.isAbsent(deadline.path("due"))) {
                    findings.add(path + "due", word + " has no due day; use by-date, by-month, by-quarter or by-year");
                }
            }
        }
        String recurrence = deadline.path("recurrence").asText();
        boolean recurs = !recurrence.equals("none");
        if (CatalogueWords.RECURRENCES.containsKey(recurrence) && recurs != (kind == DeadlineKind.RECURRING)) {
            findings.add(path + "recurrence", "annual goes with recurrence annual, every other kind with none");
        }
    }

    private void needs(JsonNode deadline, String path, String field, String word) {
        if (Findings.isAbsent(deadline.path(field))) {
            findings.add(path + field, "missing; a deadline of kind " + word + " needs it");
        }
    }
}
