package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import org.tiendo.contract.Ids;

/** Every id of a catalogue: of the form that the contract demands, and used once. */
final class IdsCheck {
    private final Findings findings;
    private final Map<String, String> firstUse = new HashMap<>();

    IdsCheck(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode node, String path) {
        JsonNode value = node.path("id");
        String at = path + "id";
        if (Findings.isAbsent(value)) {
            findings.add(at, "missing");
            return;
        }
        if (!value.isTextual()) {
            findings.add(at, "must be text; put it in quotes");
            return;
        }
        String id = value.textValue();
        if (!Ids.isValid(id)) {
            findings.add(at, "'" + id + "' is not an id: " + flawOf(id));
            return;
        }
        String first = firstUse.putIfAbsent(id, at);
        if (first != null) {
            findings.add(at, id + " is used twice, first as " + findings.named(first));
        }
    }

    private static String flawOf(String id) {
        if (id.isEmpty()) {
            return "it is empty";
        }
        if (id.codePoints()
                .anyMatch(character -> Character.isWhitespace(character) || Character.isSpaceChar(character))) {
            return "it holds a blank; join its words with '-'";
        }
        if (id.indexOf(Ids.SEPARATOR) >= 0 || id.indexOf('/') >= 0) {
            return "it holds '|' or '/'";
        }
        if (id.codePointCount(0, id.length()) > Ids.MAX_CHARACTERS) {
            return "it is longer than " + Ids.MAX_CHARACTERS + " characters";
        }
        return Normalizer.isNormalized(id, Normalizer.Form.NFC)
                ? "it holds a control character"
                : "its marks are separate characters (NFD); type it again, or save the file in NFC";
    }
}
