package org.tiendo.producer.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What the gateway answered.
 *
 * @param status HTTP's
 * @param retryAfter the pause it asks for, zero where it asks for none
 * @param body as JSON; missing where it is none
 */
record ApiAnswer(int status, Duration retryAfter, JsonNode body) {
    private static final int OK = 200;

    boolean isGood() {
        return status / 100 == OK / 100;
    }

    /** May pass by itself. */
    boolean isPassing() {
        return status == 408 || status == 425 || status == 429 || status / 100 == 5;
    }

    /** What a problem document says, else the bare status. */
    String detail() {
        String detail = body.path("detail").asText("");
        return detail.isEmpty() ? "it answered " + status : detail;
    }
}
