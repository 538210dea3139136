package org.tiendo.streams.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.streams.gateway.BadBodyException.Kind;

/**
 * Reads a JSON body: one report, or an array of them. What is wrong with the text as such refuses all of it, by line and
 * column, for nobody can say where the next report would begin; what is wrong with one report refuses only that one.
 */
public final class JsonReports {
    /** As many as one request may hold. */
    public static final int MOST_REPORTS = 10_000;

    static final int DEEPEST = 50;
    static final int LONGEST_STRING = 64 * 1024;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_NUMBER = 100;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private JsonReports() {}

    /**
     * Reads every item.
     *
     * @param now the moment of its arrival, for reports that do not say when they were made
     * @throws BadBodyException when the body as such cannot be used
     */
    public static List<Incoming> read(byte[] body, Instant now) {
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new BadBodyException(Kind.MALFORMED, "EMPTY_BODY", "the body is empty; send a report as JSON");
            }
            List<Incoming> items =
                    first == JsonToken.START_ARRAY ? array(parser, now) : List.of(single(parser, first, now));
            if (parser.nextToken() != null) {
                throw malformed("something follows the end of the JSON", parser);
            }
            return items;
        } catch (StreamConstraintsException e) {
            throw overLimit(e);
        } catch (JsonProcessingException e) {
            throw new BadBodyException(
                    Kind.MALFORMED, "MALFORMED_JSON", where(e) + firstLine(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new BadBodyException(Kind.MALFORMED, "MALFORMED_JSON", "the body is not JSON in UTF-8");
        }
    }

    private static List<Incoming> array(JsonParser parser, Instant now) throws IOException {
        List<Incoming> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == MOST_REPORTS) {
                throw new BadBodyException(
                        Kind.TOO_LARGE,
                        "TOO_MANY_REPORTS",
                        "a request holds at most " + MOST_REPORTS + " reports; send the rest in another one");
            }
            JsonNode item = JSON.readTree(parser);
            items.add(ReportFields.read(items.size(), item, now));
        }
        if (items.isEmpty()) {
            throw new BadBodyException(Kind.UNUSABLE, "NO_REPORTS", "the array is empty; send at least one report");
        }
        return items;
    }

    private static Incoming single(JsonParser parser, JsonToken first, Instant now) throws IOException {
        if (first != JsonToken.START_OBJECT) {
            // Read on, so that what is no JSON at all is told from what is no report.
            JSON.readTree(parser);
            throw new BadBodyException(
                    Kind.UNUSABLE, "NOT_A_REPORT", "the body must be a report, or an array of reports");
        }
        return ReportFields.read(0, JSON.readTree(parser), now);
    }

    private static BadBodyException overLimit(StreamConstraintsException e) {
        return new BadBodyException(
                Kind.MALFORMED,
                "JSON_LIMIT",
                where(e) + "a limit is passed: values may be nested " + DEEPEST + " deep, strings " + LONGEST_STRING
                        + ", names " + LONGEST_NAME + " and numbers " + LONGEST_NUMBER + " characters long");
    }

    private static BadBodyException malformed(String what, JsonParser parser) {
        var place = parser.currentTokenLocation();
        return new BadBodyException(
                Kind.MALFORMED,
                "MALFORMED_JSON",
                "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": " + what);
    }

    private static String where(JsonProcessingException e) {
        var place = e.getLocation();
        return place == null ? "" : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("not JSON");
    }
}
