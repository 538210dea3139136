package org.tiendo.producer.cli;

import java.util.Locale;
import org.tiendo.v1.Status;

/** A status in words for people. */
final class StatusText {
    private StatusText() {}

    static String of(Status status, Language language) {
        return switch (status) {
            case NOT_STARTED -> language.pick("chưa thực hiện", "not started");
            case IN_PROGRESS -> language.pick("đang thực hiện", "in progress");
            case DONE -> language.pick("hoàn thành", "done");
            case BLOCKED -> language.pick("vướng mắc", "blocked");
        };
    }

    /** As the API writes it; a word that this version does not know is shown as it is. */
    static String of(String status, Language language) {
        try {
            return of(Status.valueOf(status), language);
        } catch (IllegalArgumentException e) {
            return status.toLowerCase(Locale.ROOT);
        }
    }
}
