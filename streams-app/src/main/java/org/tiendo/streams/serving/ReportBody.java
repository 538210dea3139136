package org.tiendo.streams.serving;

import io.javalin.http.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.streams.gateway.BadBodyException;
import org.tiendo.streams.gateway.FileReports;
import org.tiendo.streams.gateway.FilesBusyException;
import org.tiendo.streams.gateway.Incoming;
import org.tiendo.streams.gateway.JsonReports;

/** Makes items of a request's body, by what its Content-Type says it is. */
final class ReportBody {
    /** Parameters that say something of a file's rows. */
    static final Set<String> PARAMETERS = Set.of("unit", "asOf", "sheet");

    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";

    /** Windows sends a .csv under the last one. Which of the two a file is, its bytes say. */
    private static final Set<String> FILES = Set.of(
            "text/csv",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.ms-excel");

    private final Bodies bodies = new Bodies();
    private final FileReports files;
    private final InstantSource time;

    ReportBody(FileReports files, InstantSource time) {
        this.files = files;
        this.time = time;
    }

    /** @throws Problem when the body as a whole cannot be used */
    List<Incoming> read(Context http, Query query) {
        MediaType type = MediaType.parse(http.header("Content-Type"));
        FileReports.Beside beside = new FileReports.Beside(query.id("unit"), query.date("asOf"), query.text("sheet"));
        refuse(http, type, beside);
        Instant now = time.instant();
        try {
            return bodies.read(http, body -> items(body, type, beside, now, Caller.of(http)));
        } catch (BadBodyException e) {
            throw problem(e);
        } catch (FilesBusyException e) {
            throw Problem.of(429, "BUSY", "Too many requests", e.getMessage() + "; send this one in a moment");
        } catch (OperationFailedException e) {
            throw Problem.of(
                    503,
                    "DEFINITIONS_UNREADABLE",
                    "Not ready",
                    "what is published cannot be read, by which rows are checked; send the file again in a moment: "
                            + e.getMessage());
        }
    }

    private List<Incoming> items(byte[] body, MediaType type, FileReports.Beside beside, Instant now, Caller caller) {
        return switch (type.name()) {
            case JSON -> JsonReports.read(body, now);
            case FORM -> files.read(UploadedFile.in(body, type), beside, now, caller::speaksFor);
            default -> files.read(body, beside, now, caller::speaksFor);
        };
    }

    private static void refuse(Context http, MediaType type, FileReports.Beside beside) {
        String encoding = http.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("send the body as it is, without Content-Encoding " + encoding);
        }
        if (type.name().equals(JSON)) {
            if (!type.isUtf8()) {
                throw unsupported("JSON is sent in UTF-8");
            }
            if (!beside.isEmpty()) {
                String name = beside.unit().isPresent() ? "unit" : beside.asOf().isPresent() ? "asOf" : "sheet";
                throw Problem.badParameter(name, "goes with a file; in JSON every report says it");
            }
        } else if (!type.name().equals(FORM) && !FILES.contains(type.name())) {
            throw unsupported("send reports as " + JSON + ", or a file as " + FORM + ", text/csv or xlsx; not as "
                    + (type.name().isEmpty() ? "nothing" : type.name()));
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
