package org.tiendo.producer.plan;

import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A parser's complaint, with what people mostly did where it comes up. */
final class YamlAdvice {
    private static final Map<String, String> USUAL_CAUSES = Map.of(
            "mapping values are not allowed here", "put text that holds ': ' in quotes, or mend the indentation",
            "\\t", "indent with blanks, not with tabs",
            "expected <block end>", "check the indentation of this line and the lines above it",
            "found unexpected end of stream", "a quote or bracket is not closed",
            "expected ',' or", "a bracket is not closed, or a comma is missing",
            "that cannot start any token", "put text that begins with this character in quotes",
            "could not find expected ':'", "a key needs ': ' after it");

    private YamlAdvice() {}

    static String on(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? e.getContext() : e.getProblem();
        String said = problem == null ? "it is broken here" : problem;
        String advice = USUAL_CAUSES.entrySet().stream()
                .filter(cause -> said.contains(cause.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .findFirst()
                .map(cause -> said + "; " + cause.getValue())
                .orElse(said);
        Mark begin = e.getContextMark();
        Mark end = e.getProblemMark();
        boolean elsewhere = begin != null && end != null && begin.getLine() != end.getLine();
        return elsewhere ? advice + " (it begins in line " + (begin.getLine() + 1) + ")" : advice;
    }
}
