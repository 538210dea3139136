package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.producer.files.Flaw;
import org.tiendo.streams.gateway.ItemRefusal;
import org.tiendo.streams.gateway.ItemResult;
import org.tiendo.streams.gateway.Outcome;
import org.tiendo.v1.ProgressReport;

/**
 * What a request that brought reports is answered: a result for each, in order, and how many came to what. It is 202 when
 * any report was taken; an error, with the same results, when none was.
 */
final class ReportsAnswer {
    private static final List<String> STATUSES = List.of("accepted", "spooled", "duplicate", "refused", "failed");

    private ReportsAnswer() {}

    static void send(Context http, List<Followed> items) {
        ObjectNode body = Json.object();
        Problem problem = problemOf(items);
        if (problem != null) {
            body.setAll(Responses.json(problem, http.path()));
        }
        body.set("counts", counts(items));
        ArrayNode results = body.putArray("results");
        items.forEach(item -> results.add(json(item)));
        if (problem == null) {
            Responses.sendJson(http.status(202), body);
        } else {
            Responses.send(http, problem, body);
        }
    }

    private static @Nullable Problem problemOf(List<Followed> items) {
        List<Outcome> outcomes =
                items.stream().map(Followed::result).map(ItemResult::outcome).toList();
        if (outcomes.stream().anyMatch(ReportsAnswer::isTaken)) {
            return null;
        }
        if (outcomes.stream().anyMatch(Outcome.Failed.class::isInstance)) {
            return Problem.of(
                    503,
                    "NOT_DELIVERED",
                    "Not delivered",
                    "no report could be handed on; results say why and what to do");
        }
        boolean forbidden = outcomes.stream()
                .allMatch(outcome -> outcome instanceof Outcome.Refused refused
                        && refused.refusal().code().equals(RefusalCode.UNAUTHORISED_UNIT.name()));
        return forbidden
                ? Problem.of(
                        403,
                        RefusalCode.UNAUTHORISED_UNIT.name(),
                        "Not allowed",
                        "the caller may not report for the unit of any report here")
                : Problem.of(
                        422,
                        outcomes.size() == 1 ? codeOf(outcomes.get(0)) : "ALL_REFUSED",
                        "Nothing was taken",
                        "no report was taken; results say why and what to do");
    }

    private static boolean isTaken(Outcome outcome) {
        return outcome instanceof Outcome.Accepted
                || outcome instanceof Outcome.Spooled
                || outcome instanceof Outcome.Duplicate;
    }

    private static String codeOf(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.refusal().code() : "ALL_REFUSED";
    }

    private static ObjectNode counts(List<Followed> items) {
        ObjectNode counts = Json.object().put("items", items.size());
        for (String status : STATUSES) {
            counts.put(
                    status,
                    items.stream()
                            .filter(item -> status(item.result().outcome()).equals(status))
                            .count());
        }
        if (items.stream().anyMatch(item -> item.standing() != null)) {
            counts.put("shown", items.stream().filter(ReportsAnswer::isShown).count());
        }
        return counts;
    }

    /** The word for an outcome, as answers and metrics have it. */
    static String status(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static boolean isShown(Followed item) {
        return item.standing() instanceof Standing.Shown;
    }

    private static ObjectNode json(Followed item) {
        ItemResult result = item.result();
        ObjectNode json = Json.object().put("index", result.index());
        if (result.line() != null) {
            json.put("line", result.line());
        }
        json.put("reportId", result.reportId());
        ProgressReport report = result.report();
        if (report != null) {
            json.put("taskId", report.getTaskId()).put("unitId", report.getUnitId());
        }
        json.put("status", status(result.outcome()));
        put(json, result.outcome());
        if (item.standing() != null) {
            json.put("shown", isShown(item));
            if (item.standing() instanceof Standing.NotToBeSeen hidden) {
                json.put("notShownBecause", hidden.reason().name());
            }
        }
        return json;
    }

    private static ObjectNode json(Flaw flaw) {
        return Json.object()
                .put("column", flaw.column())
                .put("letter", flaw.letter())
                .put("code", flaw.code())
                .put("messageVi", flaw.messageVi())
                .put("messageEn", flaw.messageEn());
    }

    private static void put(ObjectNode json, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            json.put("topic", accepted.topic());
            json.put("partition", accepted.partition());
            json.put("offset", accepted.offset());
        } else if (outcome instanceof Outcome.Refused refused) {
            ItemRefusal refusal = refused.refusal();
            json.put("code", refusal.code());
            json.put("messageVi", refusal.messageVi());
            json.put("messageEn", refusal.messageEn());
            if (!refusal.flaws().isEmpty()) {
                json.set(
                        "flaws",
                        Json.array(refusal.flaws().stream()
                                .map(ReportsAnswer::json)
                                .toList()));
            }
        } else if (outcome instanceof Outcome.Spooled spooled) {
            json.put("whatToDo", spooled.whatToDo());
        } else if (outcome instanceof Outcome.Failed failed) {
            json.put("code", failed.code());
            json.put("whatToDo", failed.whatToDo());
        }
    }
}
