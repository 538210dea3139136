package org.tiendo.streams.serving;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.tiendo.streams.gateway.BadBodyException;
import org.tiendo.streams.gateway.Incoming;
import org.tiendo.streams.gateway.JsonReports;

/** Makes items of a request's body, by what its Content-Type says it is. */
final class ReportBody {
    private static final String JSON = "application/json";

    private final Bodies bodies = new Bodies();
    private final InstantSource time;

    ReportBody(InstantSource time) {
        this.time = time;
    }

    /** @throws Problem when the body as a whole cannot be used */
    List<Incoming> read(Context http) {
        MediaType type = MediaType.parse(http.header("Content-Type"));
        requirePlain(http);
        if (!type.name().equals(JSON)) {
            throw unsupported("send reports as " + JSON + ", not as " + (type.name().isEmpty() ? "nothing" : type.name()));
        }
        if (!type.isUtf8()) {
            throw unsupported("JSON is sent in UTF-8");
        }
        try {
            Instant now = time.instant();
            return bodies.read(http, body -> JsonReports.read(body, now));
        } catch (BadBodyException e) {
            throw problem(e);
        }
    }

    private static void requirePlain(Context http) {
        String encoding = http.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("send the body as it is, without Content-Encoding " + encoding);
        }
    }

    private static Problem unsupported(String detail) {
        return Problem.of(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type", detail);
    }

    private static Problem problem(BadBodyException e) {
        String detail = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case MALFORMED -> Problem.of(400, e.code(), "Malformed body", detail);
            case TOO_LARGE -> Problem.of(413, e.code(), "Too large", detail);
            case UNUSABLE -> Problem.of(422, e.code(), "Nothing to take", detail);
        };
    }
}
