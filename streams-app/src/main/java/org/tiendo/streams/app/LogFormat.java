package org.tiendo.streams.app;

import java.util.Map;
import org.tiendo.producer.BadInputException;

/** How the log is written. It is chosen by the environment alone, because logging begins before options are read. */
final class LogFormat {
    private static final String VARIABLE = "TIENDO_LOG";
    private static final String JSON = "json";

    private LogFormat() {}

    static boolean isJson(Map<String, String> environment) {
        return JSON.equals(environment.get(VARIABLE));
    }

    /** @throws BadInputException when it is neither text nor JSON: nothing would be logged at all */
    static void check(Map<String, String> environment) {
        String value = environment.getOrDefault(VARIABLE, "text");
        if (!value.isEmpty() && !value.equals("text") && !value.equals(JSON)) {
            throw new BadInputException(VARIABLE + " is '" + value + "', expected text or json");
        }
    }
}
