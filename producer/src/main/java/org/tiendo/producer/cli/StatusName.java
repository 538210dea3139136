package org.tiendo.producer.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tiendo.v1.Status;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A status as people type it: {@code in-progress}. */
final class StatusName implements ITypeConverter<Status> {
    static final String NAMES =
            Arrays.stream(Status.values()).map(StatusName::of).collect(Collectors.joining(", "));

    private static String of(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Status convert(String text) {
        return Arrays.stream(Status.values())
                .filter(status ->
                        of(status).equals(text.toLowerCase(Locale.ROOT).replace('_', '-')))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + NAMES));
    }
}
