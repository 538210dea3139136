package org.tiendo.streams.serving;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.jspecify.annotations.Nullable;

/**
 * What a Content-Type header says.
 *
 * @param name type and subtype, in small letters; empty where the header is missing
 * @param parameters by name in small letters, values without quotes
 */
record MediaType(String name, Map<String, String> parameters) {

    static MediaType parse(@Nullable String header) {
        Map<String, String> parameters = new TreeMap<>();
        String name = HttpField.getValueParameters(header, parameters);
        Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(parameters);
        return new MediaType(name == null ? "" : name.trim().toLowerCase(Locale.ROOT), byName);
    }

    /** True when text of this type is in UTF-8, said or unsaid. */
    boolean isUtf8() {
        return parameters.getOrDefault("charset", "utf-8").equalsIgnoreCase("utf-8");
    }
}
