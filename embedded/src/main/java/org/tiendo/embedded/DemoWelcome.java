package org.tiendo.embedded;

import java.util.ArrayList;
import java.util.List;

/** What the demo says when it is ready: what to open and what to try. */
final class DemoWelcome {
    private static final String SAMPLE_UNIT = "lam-dong-city.thanh-uy";

    private DemoWelcome() {}

    static List<String> lines(EmbeddedStack stack, String url, DemoState state, boolean auth) {
        String curl = auth ? "  curl -H \"Authorization: Bearer $TOKEN\" '" : "  curl '";
        boolean sample = state.historyUntil() != null;
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(sample ? "Tiendo is ready: five plans, simulated progress." : "Tiendo is ready, and empty.");
        lines.add("  open      " + url + "/api/v1/units");
        lines.add("  data      " + stack.dataDirectory());
        lines.add("  broker    " + stack.bootstrapServers());
        lines.add("  registry  " + stack.registryUrl());
        lines.add("Try:");
        if (auth) {
            lines.add("  TOKEN=$(./tiendo token create --all-units --data '" + stack.dataDirectory() + "')");
        }
        if (sample) {
            lines.add(curl + url + "/api/v1/units/" + SAMPLE_UNIT + "/kpi?by=category'");
            lines.add(curl + url + "/api/v1/units/" + SAMPLE_UNIT + "/indicators'");
            lines.add(curl + url + "/api/v1/alerts?unit=" + SAMPLE_UNIT + "&kind=overdue'");
        } else {
            lines.add("  curl '" + url + "/health/ready'");
            lines.add(curl + url + "/api/v1/units'");
            lines.add(curl + url + "/api/v1/accounting'");
        }
        lines.add("Ctrl-C stops it; the same command goes on from its data.");
        return lines;
    }
}
