package org.tiendo.producer.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.BadInputException;

/** When a token expires, as {@code --expires} says it: with a day, in so many days, or never. */
final class TokenExpiry {
    static final String USUAL = "365d";

    private static final String NEVER = "never";
    private static final Pattern DAYS = Pattern.compile("([1-9]\\d{0,4})d");

    private TokenExpiry() {}

    /**
     * The instant from which on it is refused; empty for never.
     *
     * @throws BadInputException when the text is none of these, or lies in the past
     */
    static Optional<Instant> of(String text, Instant now) {
        if (text.equals(NEVER)) {
            return Optional.empty();
        }
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            return Optional.of(now.plus(Duration.ofDays(Long.parseLong(days.group(1)))));
        }
        Instant end = endOf(text);
        if (!end.isAfter(now)) {
            throw new BadInputException("--expires " + text + " is past");
        }
        return Optional.of(end);
    }

    /** The token is good on its last day, by the business calendar's clock. */
    private static Instant endOf(String day) {
        try {
            return BusinessTime.startOf(LocalDate.parse(day).plusDays(1));
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    "--expires " + day + " is neither a day such as 2026-12-31, nor days such as 90d, nor never", e);
        }
    }
}
