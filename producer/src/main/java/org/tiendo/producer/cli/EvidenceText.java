package org.tiendo.producer.cli;

import java.util.List;
import org.tiendo.v1.Evidence;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A document behind a report, as people type it: {@code NUMBER; TITLE; URL}, where title and address may be left out. */
final class EvidenceText implements ITypeConverter<Evidence> {
    private static final int NUMBER_TITLE_URL = 3;

    @Override
    public Evidence convert(String text) {
        List<String> parts = List.of(text.split(";", -1));
        if (parts.size() > NUMBER_TITLE_URL || text.isBlank()) {
            throw new TypeConversionException("'" + text + "' is not NUMBER; TITLE; URL");
        }
        String url = part(parts, 2);
        return Evidence.newBuilder()
                .setNumber(part(parts, 0))
                .setTitle(part(parts, 1))
                .setUrl(url.isEmpty() ? null : url)
                .build();
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index).strip() : "";
    }
}
