package org.tiendo.streams.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.contract.Ids;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.OccurrenceState;
import org.tiendo.internal.Source;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskAlert;

/** All that is known of one task: every version, every occurrence and every report, with where each came from. */
final class TaskResource implements Resource {
    @Override
    public List<Route> routes() {
        return List.of(Route.one("/tasks/{id}", this::answer));
    }

    private Answer answer(Query query, Reads reads) {
        Moment moment = reads.moment();
        String taskId = query.pathId("id");
        if (!Ids.isValid(taskId)) {
            throw Problem.unknown("task", taskId);
        }
        TaskFile file = reads.task(taskId).orElsewhere();
        TaskState task = file.task();
        if (task == null) {
            throw undefined(taskId, file);
        }
        ObjectNode json = Json.object();
        json.set("definition", ContractJson.toJson(task.getDefinition()));
        json.set("versions", Json.array(versions(file)));
        json.set("occurrences", Json.array(occurrences(file, task, moment)));
        json.set("reports", Json.array(reports(file)));
        return new Answer.One(json, Meta.complete(moment));
    }

    private static Problem undefined(String taskId, TaskFile file) {
        if (file.parked().isEmpty()) {
            return Problem.unknown("task", taskId);
        }
        return Problem.of(
                404,
                "UNKNOWN_TASK",
                "Not found",
                "no task has the id " + taskId + "; " + file.parked().size() + " reports wait for its definition");
    }

    private static List<ObjectNode> versions(TaskFile file) {
        return file.versions().stream()
                .sorted(Comparator.comparingInt(TaskVersion::getVersion))
                .map(version -> {
                    ObjectNode json = Json.object().put("version", version.getVersion());
                    json.set("definition", ContractJson.toJson(version.getDefinition()));
                    putSource(json, version.getSource(), "publishedAt");
                    return json;
                })
                .toList();
    }

    private static List<ObjectNode> occurrences(TaskFile file, TaskState task, Moment moment) {
        return file.assignments().stream()
                .filter(AssignmentState::getActive)
                .flatMap(assignment -> OccurrenceRow.of(task, assignment, moment.clock()).stream())
                .map(row -> occurrence(row, file.alerts(), moment))
                .toList();
    }

    private static ObjectNode occurrence(OccurrenceRow row, @Nullable List<TaskAlert> alerts, Moment moment) {
        ObjectNode json = row.toJson();
        LocalDate clock = moment.clock();
        LocalDate done = row.occurrence().getDoneSince();
        json.put("doneSince", done == null ? null : done.toString());
        json.put("onTime", clock == null ? null : row.onTimeFor(row.judgement().due(), clock));
        json.put("onTimeOriginal", clock == null ? null : row.onTimeFor(row.originalDue(), clock));
        json.put("episode", row.occurrence().getEpisode());
        // Where another instance keeps the alerts, there is no list: an empty one would say that there are none.
        json.set(
                "alerts",
                alerts == null
                        ? null
                        : Json.records(alerts.stream()
                                .filter(alert -> isOn(alert, row))
                                .sorted(Comparator.comparing(TaskAlert::getRaisedOn)
                                        .thenComparing(TaskAlert::getAlertId))
                                .toList()));
        return json;
    }

    /** Silence is one alert for all periods of an assignment. */
    private static boolean isOn(TaskAlert alert, OccurrenceRow row) {
        String period = alert.getPeriod() == null ? "" : alert.getPeriod();
        return alert.getUnitId().equals(row.unitId())
                && (alert.getKind().equals("silent")
                        || period.equals(row.occurrence().getPeriod()));
    }

    private static List<ObjectNode> reports(TaskFile file) {
        Set<String> inForce = file.assignments().stream()
                .filter(AssignmentState::getActive)
                .flatMap(assignment -> assignment.getOccurrences().stream())
                .map(OccurrenceState::getWinner)
                .flatMap(Stream::ofNullable)
                .map(ProgressReport::getReportId)
                .collect(Collectors.toSet());
        List<ObjectNode> all = new ArrayList<>();
        file.reports().forEach(stored -> {
            boolean counts = inForce.contains(stored.getReport().getReportId());
            all.add(report(stored, counts ? "in-force" : "superseded"));
        });
        file.parked().forEach(stored -> all.add(report(stored, "parked")));
        return all;
    }

    private static ObjectNode report(StoredReport stored, String state) {
        ObjectNode json = ContractJson.toJson(stored.getReport());
        json.put("withdrawn", stored.getWithdrawn());
        json.put("state", state);
        putSource(json, stored.getSource(), "receivedAt");
        return json;
    }

    private static void putSource(ObjectNode json, Source source, String time) {
        json.put("topic", source.getTopic());
        json.put("partition", source.getPartition());
        json.put("offset", source.getOffset());
        json.put(time, source.getReceivedAt().toString());
    }
}
