package org.tiendo.producer.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.spool.Delivery;
import org.tiendo.producer.spool.Delivery.Pace;
import org.tiendo.producer.spool.Outlet;
import org.tiendo.producer.spool.SpooledReport;

/**
 * Hands reports in at a gateway, for those who reach no Kafka. What the gateway says of each report decides what becomes
 * of it; where it does not take the request as a whole, the request is split until the report to blame stands alone. A
 * report that may not be sent with this token is kept, as another token may do.
 */
public final class GatewayOutlet implements Outlet {
    private static final String REPORTS = "/reports";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int MOST_REPORTS = 500;
    private static final int TOO_LARGE = 413;

    private final ApiClient api;

    public GatewayOutlet(ApiClient api) {
        this.api = api;
    }

    @Override
    public List<Delivery> deliver(List<SpooledReport> batch) throws InterruptedException {
        List<Delivery> outcomes = new ArrayList<>();
        for (int begin = 0; begin < batch.size(); begin += MOST_REPORTS) {
            List<SpooledReport> part = batch.subList(begin, Math.min(batch.size(), begin + MOST_REPORTS));
            List<Delivery> delivered = post(part);
            outcomes.addAll(delivered);
            // A gateway that cannot be reached is not asked again for each part.
            if (delivered.stream().allMatch(Delivery.Later.class::isInstance)) {
                while (outcomes.size() < batch.size()) {
                    outcomes.add(delivered.get(delivered.size() - 1));
                }
                break;
            }
        }
        return inOrderOfTasks(batch, outcomes);
    }

    /** What waits is given again, so what follows it on the same task waits, too, wherever it has come to already. */
    private static List<Delivery> inOrderOfTasks(List<SpooledReport> batch, List<Delivery> outcomes) {
        Map<String, Delivery> waiting = new HashMap<>();
        List<Delivery> ordered = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String task = batch.get(i).report().getTaskId();
            Delivery outcome = waiting.getOrDefault(task, outcomes.get(i));
            if (outcome instanceof Delivery.Later) {
                waiting.put(task, outcome);
            }
            ordered.add(outcome);
        }
        return ordered;
    }

    private List<Delivery> post(List<SpooledReport> reports) throws InterruptedException {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        reports.forEach(report -> body.add(ContractJson.toJson(report.report())));
        ApiAnswer answer;
        try {
            answer = api.post(REPORTS, body.toString().getBytes(StandardCharsets.UTF_8), ANSWER_WITHIN);
        } catch (IOException e) {
            return all(reports, new Delivery.Later(Pace.SOON, api.adviceOn(e)));
        }
        JsonNode results = answer.body().path("results");
        if (results.isArray() && results.size() == reports.size()) {
            List<Delivery> outcomes = new ArrayList<>();
            results.forEach(result -> outcomes.add(outcome(result)));
            return outcomes;
        }
        return asAWhole(reports, answer);
    }

    private List<Delivery> asAWhole(List<SpooledReport> reports, ApiAnswer answer) throws InterruptedException {
        if (answer.status() == 401 || answer.status() == 403) {
            return all(reports, new Delivery.Later(Pace.SLOWLY, api.adviceOnAccess(answer)));
        }
        if (answer.isPassing()) {
            return all(reports, new Delivery.Later(Pace.SOON, api.gateway() + " is busy: " + answer.detail()));
        }
        boolean aboutTheReports = answer.status() == 400 || answer.status() == TOO_LARGE || answer.status() == 422;
        if (!aboutTheReports) {
            String advice = api.gateway() + " takes no reports: " + answer.detail() + ". Check --gateway";
            return all(reports, new Delivery.Later(Pace.SLOWLY, advice));
        }
        if (reports.size() == 1) {
            String advice = answer.status() == TOO_LARGE
                    ? "too large: shorten notes or evidence and send again"
                    : "the gateway does not take it: " + answer.detail();
            return List.of(new Delivery.Held(advice));
        }
        int half = reports.size() / 2;
        List<Delivery> outcomes = new ArrayList<>(post(reports.subList(0, half)));
        outcomes.addAll(post(reports.subList(half, reports.size())));
        return outcomes;
    }

    private static List<Delivery> all(List<SpooledReport> reports, Delivery outcome) {
        return reports.stream().map(report -> outcome).toList();
    }

    private Delivery outcome(JsonNode result) {
        return switch (result.path("status").asText()) {
            case "accepted" ->
                new Delivery.Delivered(
                        result.path("topic").asText(),
                        result.path("partition").asInt(),
                        result.path("offset").asLong());
            case "duplicate" -> new Delivery.HandedOn(api.gateway() + " has it already");
            case "spooled" -> new Delivery.HandedOn(api.gateway() + " keeps it: " + words(result));
            case "refused" -> refused(result);
            default -> new Delivery.Later(Pace.SOON, api.gateway() + " could not hand it on: " + words(result));
        };
    }

    private static Delivery refused(JsonNode result) {
        String code = result.path("code").asText();
        if (code.equals(RefusalCode.UNAUTHORISED_UNIT.name())) {
            return new Delivery.Later(
                    Pace.SLOWLY,
                    "the token may not report for unit " + result.path("unitId").asText("of the report")
                            + ". Use the token of the unit itself or of one above it");
        }
        Optional<RefusalCode> known = Arrays.stream(RefusalCode.values())
                .filter(candidate -> candidate.name().equals(code))
                .findFirst();
        return known.<Delivery>map(Delivery.Refused::new)
                .orElseGet(() -> new Delivery.Held(code + ": " + words(result)));
    }

    private static String words(JsonNode result) {
        String whatToDo = result.path("whatToDo").asText("");
        return whatToDo.isEmpty() ? result.path("messageEn").asText("no reason given") : whatToDo;
    }

    @Override
    public void close() {
        // Each request ends by its own time limit, or as the spool interrupts it.
    }
}
