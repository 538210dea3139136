package org.tiendo.producer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.change.DueDay;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;

/** Shows what is about to be reported, and on what, before it is sent. */
final class ReportPreview {
    private final PrintWriter out;
    private final Language language;

    ReportPreview(PrintWriter out, Language language) {
        this.out = out;
        this.language = language;
    }

    /** @param api says how the task stands now, where there is one to ask */
    void print(KnownTask known, ProgressReport report, Optional<ApiClient> api) {
        TaskDefinition task = known.task();
        line("Nhiệm vụ", "Task", task.getTaskId() + "  " + language.pick(task.getTitleVi(), title(task)));
        line("Thời hạn", "Deadline", deadline(task));
        line("Đơn vị", "Unit", report.getUnitId() + "  " + known.unitName());
        api.ifPresent(asked -> line("Hiện nay", "Now", presentState(asked, report)));
        line("Báo cáo", "Report", words(report));
        out.flush();
    }

    /** Shows a report whose task was not read. */
    void print(ProgressReport report) {
        line("Nhiệm vụ", "Task", report.getTaskId());
        line("Đơn vị", "Unit", report.getUnitId());
        line("Báo cáo", "Report", words(report));
        out.flush();
    }

    private static String title(TaskDefinition task) {
        return task.getTitleEn().isEmpty() ? task.getTitleVi() : task.getTitleEn();
    }

    private void line(String vi, String en, String value) {
        out.printf("  %-9s %s%n", language.pick(vi, en), value.strip());
    }

    private String deadline(TaskDefinition task) {
        LocalDate due = DueDay.of(task.getDeadline(), CalendarFile.bundled());
        String day = due != null
                ? due.toString()
                : switch (task.getDeadline().getKind()) {
                    case RECURRING ->
                        language.pick("định kỳ ", "recurring ")
                                + task.getDeadline().getRecurrence();
                    case ONGOING -> language.pick("thường xuyên", "ongoing");
                    case CONDITIONAL ->
                        language.pick("khi có điều kiện: ", "on a condition: ")
                                + Optional.ofNullable(task.getDeadline().getCondition())
                                        .orElse("");
                    default -> language.pick("không có", "none");
                };
        String printed = task.getDeadline().getText();
        return printed == null || printed.isBlank() ? day : day + " (" + printed + ")";
    }

    private String presentState(ApiClient api, ProgressReport report) {
        try {
            JsonNode task = api.get("/tasks/" + ApiClient.segment(report.getTaskId()), Map.of());
            for (JsonNode occurrence : task.path("occurrences")) {
                String period = occurrence.path("period").asText("");
                boolean same = occurrence.path("period").isNull()
                        || report.getPeriod() == null
                        || period.equals(report.getPeriod());
                if (same && occurrence.path("unitId").asText().equals(report.getUnitId())) {
                    return state(occurrence);
                }
            }
            return language.pick("chưa có", "nothing yet");
        } catch (BadInputException | OperationFailedException e) {
            return language.pick("không rõ: ", "not known: ") + e.getMessage();
        }
    }

    private String state(JsonNode occurrence) {
        String asOf = occurrence.path("asOf").asText("");
        String day = occurrence.path("asOf").isNull() || asOf.isEmpty()
                ? language.pick(", chưa báo cáo", ", not reported yet")
                : language.pick(", số liệu ngày ", ", as of ") + asOf;
        String percent = occurrence.path("percent").isNumber() ? " " + occurrence.path("percent") + "%" : "";
        return StatusText.of(occurrence.path("status").asText(), language)
                + percent
                + day
                + (occurrence.path("overdue").asBoolean() ? language.pick(", QUÁ HẠN", ", OVERDUE") : "");
    }

    private String words(ProgressReport report) {
        StringBuilder words = new StringBuilder(StatusText.of(report.getStatus(), language));
        if (report.getPercent() != null) {
            words.append(' ').append(report.getPercent()).append('%');
        }
        if (report.getNumerator() != null) {
            words.append(", ").append(report.getNumerator());
            if (report.getDenominator() != null) {
                words.append(" / ").append(report.getDenominator());
            }
        }
        words.append(language.pick(", số liệu ngày ", ", as of ")).append(report.getAsOf());
        if (report.getPeriod() != null) {
            words.append(language.pick(", kỳ ", ", period ")).append(report.getPeriod());
        }
        if (report.getWithdraws() != null) {
            words.append(language.pick(", rút báo cáo ", ", withdraws ")).append(report.getWithdraws());
        }
        if (report.getNote() != null) {
            words.append(": ").append(report.getNote());
        }
        return words.toString();
    }
}
