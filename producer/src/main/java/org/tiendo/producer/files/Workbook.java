package org.tiendo.producer.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An XLSX workbook: its visible sheets, and what their cells share. Read by itself and not by a library, because the
 * libraries at hand either take the whole sheet into memory or let a small file ask for as much of it as it likes (a
 * text's number, a column, or an exponent without bounds), and do not tell an error from a text that looks like one.
 */
final class Workbook {
    private static final LocalDate DAY_ZERO_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final String ROOT = "_rels/.rels";

    private final ZipParts parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private LocalDate dayZero = DAY_ZERO_1900;
    private SharedText texts = SharedText.none();
    private NumberForms forms = NumberForms.none();

    /** @param path of its part */
    record Sheet(String name, String path) {}

    private Workbook(ZipParts parts) {
        this.parts = parts;
    }

    /** @throws BadFileException when it is no workbook, or one that cannot be read safely */
    static Workbook of(byte[] archive, long inflatedLimit) {
        ZipParts parts = ZipParts.of(archive, inflatedLimit);
        Workbook workbook = new Workbook(parts);
        String path = workbook.relations(ROOT, "").values().stream()
                .filter(relation -> relation.type().equals("officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        if (!path.endsWith(".xml") || !parts.has(path)) {
            throw FileProblem.OTHER_WORKBOOK.with();
        }
        workbook.read(path, inflatedLimit);
        return workbook;
    }

    private void read(String path, long inflatedLimit) {
        int slash = path.lastIndexOf('/') + 1;
        String folder = path.substring(0, slash);
        Map<String, Relation> relations = relations(folder + "_rels/" + path.substring(slash) + ".rels", folder);
        readPart(path, part -> readSheets(part, relations));
        for (Relation relation : relations.values()) {
            if (relation.type().equals("sharedStrings")) {
                readPart(relation.target(), part -> SharedText.of(part, inflatedLimit))
                        .ifPresent(read -> texts = read);
            } else if (relation.type().equals("styles")) {
                readPart(relation.target(), NumberForms::of).ifPresent(read -> forms = read);
            }
        }
    }

    private boolean readSheets(XmlPart part, Map<String, Relation> relations) {
        while (part.next()) {
            if (part.begins("workbookPr")) {
                String counts1904 = part.attribute("date1904").orElse("0");
                dayZero = counts1904.equals("1") || counts1904.equals("true") ? DAY_ZERO_1904 : DAY_ZERO_1900;
            } else if (part.begins("sheet")) {
                Relation relation = relations.get(part.attribute("id").orElse(""));
                boolean isVisible = part.attribute("state").orElse("visible").equals("visible");
                if (isVisible && relation != null && relation.type().equals("worksheet")) {
                    sheets.add(new Sheet(part.attribute("name").orElse(""), relation.target()));
                }
            }
        }
        return true;
    }

    /** @param type the last word of the relation's type, which both editions of the format share */
    private record Relation(String type, String target) {}

    private Map<String, Relation> relations(String path, String folder) {
        Map<String, Relation> relations = new HashMap<>();
        readPart(path, part -> {
            while (part.next()) {
                if (part.begins("Relationship")) {
                    String type = part.attribute("Type").orElse("");
                    String target = part.attribute("Target").orElse("");
                    relations.put(
                            part.attribute("Id").orElse(""),
                            new Relation(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    target.startsWith("/") ? target.substring(1) : folder + target));
                }
            }
            return true;
        });
        return relations;
    }

    private <T> Optional<T> readPart(String path, Function<XmlPart, T> reading) {
        Optional<InputStream> opened = parts.open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream part = opened.get()) {
            return Optional.of(reading.apply(XmlPart.of(part)));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory could not be closed", e);
        }
    }

    List<Sheet> sheets() {
        return List.copyOf(sheets);
    }

    /** A sheet's rows. */
    Table table(Sheet sheet) {
        return () -> new SheetRows(
                XmlPart.of(parts.open(sheet.path()).orElseThrow(() -> ZipParts.broken(sheet.path()))),
                texts,
                forms,
                dayZero);
    }
}
