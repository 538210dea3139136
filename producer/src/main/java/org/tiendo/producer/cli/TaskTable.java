package org.tiendo.producer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints what is owed. What is overdue or due soon says so in a word of its own and with its days, never by colour: the
 * table may be read aloud, printed in black or piped on.
 */
final class TaskTable {
    /** How the tasks are printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final PrintWriter out;
    private final Language language;

    TaskTable(PrintWriter out, Language language) {
        this.out = out;
        this.language = language;
    }

    /** @param withUnits whether the tasks are of several units */
    void print(List<OwedTask> tasks, Format format, boolean withUnits) {
        switch (format) {
            case TABLE -> table(tasks, withUnits);
            case CSV -> csv(tasks);
            case JSON -> tasks.forEach(task -> out.println(json(task)));
        }
    }

    private void table(List<OwedTask> tasks, boolean withUnits) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells(
                withUnits,
                language.pick("HẠN", "DUE"),
                language.pick("CÒN LẠI", "LEFT"),
                language.pick("TRẠNG THÁI", "STATUS"),
                language.pick("NHIỆM VỤ", "TASK"),
                language.pick("ĐƠN VỊ", "UNIT"),
                language.pick("TÊN", "TITLE")));
        for (OwedTask task : tasks) {
            String id = task.taskId() + (task.period().isEmpty() ? "" : " " + task.period());
            String due = task.due() == null ? "-" : task.due().toString();
            rows.add(cells(
                    withUnits,
                    due,
                    left(task),
                    StatusText.of(task.status(), language),
                    id,
                    task.unitId(),
                    task.title(language)));
        }
        TextTable.print(out, rows.get(0), rows.subList(1, rows.size()));
    }

    private static List<String> cells(
            boolean withUnits, String due, String left, String status, String task, String unit, String title) {
        return withUnits ? List.of(due, left, status, task, unit, title) : List.of(due, left, status, task, title);
    }

    private String left(OwedTask task) {
        Long days = task.daysLeft();
        if (days == null || task.isDone()) {
            return "";
        }
        if (task.isOverdue()) {
            return language.pick("QUÁ HẠN " + -days + " ngày", "OVERDUE " + -days + " d");
        }
        String soon = task.isDueSoon() ? language.pick("SẮP ĐẾN HẠN ", "DUE SOON ") : "";
        return soon + language.pick(days + " ngày", days + " d");
    }

    private void csv(List<OwedTask> tasks) {
        out.println("due,daysLeft,overdue,status,taskId,period,unitId,planId,titleVi,titleEn");
        for (OwedTask task : tasks) {
            JsonNode row = task.row();
            out.println(List.of(
                            task.due() == null ? "" : task.due().toString(),
                            task.daysLeft() == null ? "" : task.daysLeft().toString(),
                            String.valueOf(task.isOverdue()),
                            task.status(),
                            task.taskId(),
                            task.period(),
                            task.unitId(),
                            row.path("planId").asText(),
                            row.path("titleVi").asText(""),
                            row.path("titleEn").asText(""))
                    .stream()
                    .map(TaskTable::csvCell)
                    .collect(Collectors.joining(",")));
        }
    }

    /** Spreadsheets take a text that begins like a formula for one; days left are a number and stay it. */
    private static String csvCell(String text) {
        boolean number = text.matches("-?\\d+");
        String start = text.stripLeading();
        boolean formula = !number && !start.isEmpty() && FORMULA_STARTS.indexOf(start.charAt(0)) >= 0;
        String safe = formula || text.startsWith("\t") || text.startsWith("\r") ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(character -> ",\"\n\r".indexOf(character) >= 0);
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    private static String json(OwedTask task) {
        ObjectNode json = task.row().deepCopy();
        json.put("daysLeft", task.daysLeft());
        json.put("dueSoon", task.isDueSoon());
        return json.toString();
    }

    /** How many, how many of them late, and up to when that holds. */
    static String summary(List<OwedTask> tasks, JsonNode meta) {
        long late = tasks.stream().filter(OwedTask::isOverdue).count();
        long soon = tasks.stream().filter(OwedTask::isDueSoon).count();
        String line = tasks.size() + " listed, " + late + " overdue, " + soon + " due within 7 days; as of "
                + meta.path("clock").asText("?") + ", with all data through "
                + meta.path("dataThrough").asText("?");
        return meta.path("partial").asBoolean()
                ? line + "\nINCOMPLETE: partitions " + meta.path("missingPartitions") + " did not answer; ask again"
                : line;
    }
}
