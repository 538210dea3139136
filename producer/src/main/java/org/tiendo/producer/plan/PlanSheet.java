package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.NearestName;

/** One sheet of a plan's workbook as a list of entries, or the sheet of the plan itself as one entry. */
final class PlanSheet {
    private final PlanForm form;
    private final int number;
    private final String name;
    private final Places places;
    private final List<Finding> flaws;

    PlanSheet(PlanForm form, int number, String name, Places places, List<Finding> flaws) {
        this.form = form;
        this.number = number;
        this.name = name;
        this.places = places;
        this.flaws = flaws;
    }

    /** A heading a row, its value beside it. */
    ObjectNode mapping(List<Row> rows) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        places.value(form.name(), new Place(number, name, 1, 1));
        Set<PlanForm.Column> seen = new HashSet<>();
        for (Row row : rows) {
            cell(row, 0)
                    .flatMap(heading -> column(WorkbookCell.text(heading), place(row, 0), seen))
                    .ifPresent(column -> put(entry, form.name() + ".", column, cell(row, 1), place(row, 1)));
        }
        return entry;
    }

    /** Headings in the first row that is not empty, an entry in each row below it. */
    ArrayNode list(List<Row> rows) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        places.value(form.name(), new Place(number, name, 1, 1));
        Map<Integer, PlanForm.Column> columns = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.stream().noneMatch(PlanSheet::isFilled)) {
                continue;
            }
            if (columns.isEmpty()) {
                columns.putAll(columns(row));
            } else {
                entries.add(entry(row, columns, form.name() + "[" + entries.size() + "]"));
            }
        }
        return entries;
    }

    private Map<Integer, PlanForm.Column> columns(Row headings) {
        Map<Integer, PlanForm.Column> columns = new LinkedHashMap<>();
        Set<PlanForm.Column> seen = new HashSet<>();
        for (int index = 0; index < headings.getCellCount(); index++) {
            int at = index;
            cell(headings, at)
                    .flatMap(heading -> column(WorkbookCell.text(heading), place(headings, at), seen))
                    .ifPresent(column -> columns.put(at, column));
        }
        return columns;
    }

    private Optional<PlanForm.Column> column(String heading, Place place, Set<PlanForm.Column> seen) {
        Optional<PlanForm.Column> column = form.column(heading);
        if (column.isEmpty()) {
            String near = NearestName.guess(heading, form.headings())
                    .map(found -> "; did you mean " + found + "? Expected")
                    .orElse("; expected");
            flaws.add(new Finding(
                    place, form.name(), "unknown heading '" + heading + "'" + near + " one of " + form.headings()));
        } else if (!seen.add(column.get())) {
            flaws.add(new Finding(place, form.name(), "the heading '" + heading + "' is there twice; keep one"));
            return Optional.empty();
        }
        return column;
    }

    private ObjectNode entry(Row row, Map<Integer, PlanForm.Column> columns, String path) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        places.value(path, place(row, 0));
        columns.forEach((index, column) -> put(entry, path + ".", column, cell(row, index), place(row, index)));
        List<PlanForm.Column> left = new ArrayList<>(form.columns());
        left.removeAll(columns.values());
        left.forEach(column -> put(entry, path + ".", column, Optional.empty(), place(row, 0)));
        if (entry.path("line").isNull()) {
            // Where no printed document is behind the plan, the workbook is its source.
            entry.put("line", row.getRowNum());
        }
        return entry;
    }

    private void put(ObjectNode entry, String path, PlanForm.Column column, Optional<Cell> cell, Place place) {
        String at = path + column.path();
        places.value(at, place);
        JsonNode value = cell.map(filled -> value(filled, column, at, place)).orElseGet(() -> blank(column));
        if (value instanceof ArrayNode items) {
            for (int index = 0; index < items.size(); index++) {
                places.value(at + "[" + index + "]", place);
            }
        }
        ObjectNode holder = column.path().contains(".") ? entry.withObject("/deadline") : entry;
        holder.set(column.heading(), value);
    }

    private JsonNode value(Cell cell, PlanForm.Column column, String path, Place place) {
        Optional<String> error = WorkbookCell.errorIn(cell);
        error.ifPresent(shown -> flaws.add(new Finding(place, path, "the cell shows the error " + shown)));
        return error.isPresent() ? JsonNodeFactory.instance.nullNode() : WorkbookCell.value(cell, column.kind());
    }

    private static JsonNode blank(PlanForm.Column column) {
        return column.blank() == null
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(column.blank());
    }

    private static boolean isFilled(@Nullable Cell cell) {
        return cell != null && !WorkbookCell.text(cell).isEmpty();
    }

    /** A cell that holds something. */
    private static Optional<Cell> cell(Row row, int column) {
        return row.getOptionalCell(column).filter(PlanSheet::isFilled);
    }

    private Place place(Row row, int column) {
        return new Place(number, name, row.getRowNum(), column + 1);
    }
}
