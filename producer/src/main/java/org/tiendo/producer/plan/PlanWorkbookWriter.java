package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;

/**
 * Writes the workbook of {@link PlanForm}: empty, or with what a plan's file holds. Cells with fixed words offer them as a
 * list; the words stand on a sheet of their own.
 */
public final class PlanWorkbookWriter {
    private static final String WORDS = "words";
    private static final int MOST_ROWS = 2000;
    private static final int WIDTH = 24;

    private final Map<String, Collection<String>> words;

    private PlanWorkbookWriter(Collection<String> categories) {
        this.words = Map.of(
                "category",
                categories,
                "measure",
                CatalogueWords.MEASURES.keySet(),
                "recurrence",
                CatalogueWords.RECURRENCES.keySet(),
                "deadline.kind",
                CatalogueWords.DEADLINE_KINDS.keySet());
    }

    /**
     * Writes an empty form.
     *
     * @throws BadInputException when there is such a file already: nothing is overwritten
     */
    public static void empty(Path to) {
        write(to, MissingNode.getInstance());
    }

    /**
     * Writes what a plan's file holds, sound or not yet.
     *
     * @throws BadInputException when it cannot be read, or there is a file at {@code to} already
     */
    public static void filled(Path from, Path to) {
        write(to, PlanFile.read(from).sound());
    }

    private static void write(Path to, JsonNode plan) {
        if (Files.exists(to)) {
            throw new BadInputException(to + " is there already; name another file, or remove it");
        }
        PlanWorkbookWriter writer = new PlanWorkbookWriter(PlanCatalogue.bundledCategories());
        try (OutputStream out = Files.newOutputStream(to);
                Workbook workbook = new Workbook(out, "Tiendo", "1.0")) {
            writer.sheets(workbook, plan);
        } catch (IOException e) {
            throw new OperationFailedException(to + " cannot be written: " + e, e);
        }
    }

    private void sheets(Workbook workbook, JsonNode plan) {
        List<Worksheet> sheets = new ArrayList<>();
        PlanForm.SHEETS.forEach(form -> sheets.add(workbook.newWorksheet(form.name())));
        Worksheet lists = workbook.newWorksheet(WORDS);
        column(lists, 0, words.getOrDefault("category", List.of()), "category");
        column(lists, 1, CatalogueWords.MEASURES.keySet(), "measure");
        column(lists, 2, CatalogueWords.RECURRENCES.keySet(), "recurrence");
        column(lists, 3, CatalogueWords.DEADLINE_KINDS.keySet(), "deadline.kind");
        for (int index = 0; index < sheets.size(); index++) {
            PlanForm form = PlanForm.SHEETS.get(index);
            if (form.equals(PlanForm.PLAN)) {
                mapping(sheets.get(index), form, plan.path(form.name()));
            } else {
                list(sheets.get(index), lists, form, plan.path(form.name()));
            }
        }
    }

    private static void column(Worksheet sheet, int column, Collection<String> words, String heading) {
        int row = 0;
        sheet.value(row++, column, heading);
        for (String word : words) {
            sheet.value(row++, column, word);
        }
    }

    private static void mapping(Worksheet sheet, PlanForm form, JsonNode plan) {
        int row = 0;
        for (PlanForm.Column column : form.columns()) {
            sheet.value(row, 0, column.vietnamese());
            value(sheet, row++, 1, plan.path(column.heading()));
        }
        sheet.range(0, 0, row - 1, 0).style().bold().set();
        sheet.width(0, WIDTH);
        sheet.width(1, 3 * WIDTH);
    }

    private void list(Worksheet sheet, Worksheet lists, PlanForm form, JsonNode entries) {
        for (int index = 0; index < form.columns().size(); index++) {
            PlanForm.Column column = form.columns().get(index);
            sheet.value(0, index, column.vietnamese());
            sheet.width(index, WIDTH);
            Collection<String> choice = words.get(column.path());
            if (choice != null) {
                int at = List.of("category", "measure", "recurrence", "deadline.kind")
                        .indexOf(column.path());
                sheet.range(1, index, MOST_ROWS, index).validateWithList(lists.range(1, at, choice.size(), at));
            }
            int row = 1;
            for (JsonNode entry : entries) {
                value(sheet, row++, index, entry.at("/" + column.path().replace('.', '/')));
            }
        }
        sheet.range(0, 0, 0, form.columns().size() - 1).style().bold().set();
        sheet.freezePane(1, 1);
    }

    private static void value(Worksheet sheet, int row, int column, JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(item.asText()));
            if (!items.isEmpty()) {
                sheet.value(row, column, String.join("; ", items));
            }
        } else if (value.isNumber()) {
            sheet.value(row, column, value.decimalValue());
        } else if (value.isBoolean()) {
            sheet.value(row, column, value.booleanValue());
        } else if (!Findings.isAbsent(value)) {
            sheet.value(row, column, value.asText());
        }
    }
}
