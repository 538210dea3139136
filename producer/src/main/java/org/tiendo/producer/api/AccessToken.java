package org.tiendo.producer.api;

import java.util.regex.Pattern;
import org.tiendo.producer.BadInputException;

/**
 * The secret by which a unit is known to the gateway. It is printed nowhere.
 *
 * @param value visible ASCII characters
 */
public record AccessToken(String value) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    /** @throws BadInputException when it could not stand in a request's header */
    public AccessToken {
        if (!FORM.matcher(value).matches()) {
            throw new BadInputException("the token must be one word of visible ASCII characters");
        }
    }

    String authorization() {
        return "Bearer " + value;
    }

    @Override
    public String toString() {
        return "a token";
    }
}
