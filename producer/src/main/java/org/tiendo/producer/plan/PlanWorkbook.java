package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads a plan from a workbook of {@link PlanForm}, into the same tree as from YAML: one check serves both. */
final class PlanWorkbook {
    private static final long MOST_INFLATED = 50L * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;

    private PlanWorkbook() {}

    static PlanFile read(byte[] bytes, String name) throws IOException {
        Places places = new Places();
        List<Finding> flaws = new ArrayList<>();
        if (isBomb(bytes)) {
            return unreadable(name, "not readable: it grows to more than " + MOST_INFLATED / 1024 / 1024 + " MB");
        }
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true))) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            for (PlanForm form : PlanForm.SHEETS) {
                sheet(workbook, form, content, places, flaws);
            }
            return new PlanFile(name, content, places, List.copyOf(flaws));
        } catch (ExcelReaderException | IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return unreadable(name, "not readable as a workbook (XLSX): " + e.getMessage());
        }
    }

    private static PlanFile unreadable(String name, String why) {
        return new PlanFile(name, MissingNode.getInstance(), new Places(), List.of(new Finding(null, "", why)));
    }

    private static void sheet(
            ReadableWorkbook workbook, PlanForm form, ObjectNode content, Places places, List<Finding> flaws)
            throws IOException {
        Sheet sheet = workbook.getSheets()
                .filter(candidate -> form.isCalled(candidate.getName()))
                .findFirst()
                .orElse(null);
        if (sheet == null) {
            flaws.add(new Finding(
                    null,
                    form.name(),
                    "the workbook has no sheet '" + form.name() + "' ('" + form.vietnamese() + "')"));
            return;
        }
        PlanSheet reader = new PlanSheet(form, sheet.getIndex() + 1, sheet.getName(), places, flaws);
        content.set(form.name(), form.equals(PlanForm.PLAN) ? reader.mapping(sheet.read()) : reader.list(sheet.read()));
    }

    /** Whether its parts are far larger than the file: found out before any of them is held. */
    private static boolean isBomb(byte[] bytes) throws IOException {
        long inflated = 0;
        byte[] chunk = new byte[CHUNK];
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                for (int read = zip.read(chunk); read >= 0; read = zip.read(chunk)) {
                    inflated += read;
                    if (inflated > MOST_INFLATED) {
                        return true;
                    }
                }
            }
        } catch (ZipException e) {
            return false; // Whatever it is, opening it says what is wrong.
        }
        return false;
    }
}
