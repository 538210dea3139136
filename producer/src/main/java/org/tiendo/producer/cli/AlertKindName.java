package org.tiendo.producer.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.tiendo.producer.alerts.AlertKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of alert as people type it: {@code due-soon}. */
final class AlertKindName implements ITypeConverter<AlertKind> {
    private static final String NAMES =
            Arrays.stream(AlertKind.values()).map(AlertKind::word).collect(Collectors.joining(", "));

    @Override
    public AlertKind convert(String text) {
        return AlertKind.named(text.toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + NAMES));
    }
}
