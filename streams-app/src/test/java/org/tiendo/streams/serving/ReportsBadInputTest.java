package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way that is known of sending what is no report: each ends in a refusal with a name, and nothing else happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsBadInputTest {
    private static final String JSON = "application/json";

    private final ServedApi api = new ServedApi();

    @BeforeEach
    void empty() {
        api.door.sent.clear();
    }

    @AfterAll
    void close() {
        api.close();
    }

    /** A body that is refused as a whole. */
    private record Body(String what, String type, byte[] bytes, int status, String code, String detail) {
        static Body json(String what, String text, int status, String code, String detail) {
            return new Body(what, JSON, text.getBytes(UTF_8), status, code, detail);
        }

        static Body typed(String what, String type, int status, String code, String detail) {
            return new Body(what, type, good().getBytes(UTF_8), status, code, detail);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** A report that is refused among others that are not. */
    private record Item(String what, String json, String code, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static String good() {
        return ReportsApiTest.report("good");
    }

    private static String with(String field, String value) {
        String name = "\"" + field + "\":";
        String plain = ReportsApiTest.report("bad");
        int begin = plain.indexOf(name);
        if (begin < 0) {
            return plain.substring(0, plain.length() - 1) + "," + name + value + "}";
        }
        int end = plain.indexOf(",", begin);
        end = end < 0 ? plain.length() - 1 : end;
        return plain.substring(0, begin) + name + value + plain.substring(end);
    }

    private static String without(String field) {
        return ReportsApiTest.report("bad")
                .replaceFirst("\"" + field + "\":[^,}]*,?", "")
                .replace(",}", "}");
    }

    static Stream<Body> bodies() {
        return Stream.of(
                Body.json("nothing", "", 400, "EMPTY_BODY", "empty"),
                Body.json("blanks", "  \n ", 400, "EMPTY_BODY", "empty"),
                Body.json("half an object", "{\"reportId\":", 400, "MALFORMED_JSON", "line 1, column"),
                Body.json("half an array", "[" + good(), 400, "MALFORMED_JSON", "line 1, column"),
                Body.json("a comma too many", "[" + good() + ",]", 400, "MALFORMED_JSON", "line 1, column"),
                Body.json("words", "xin chào", 400, "MALFORMED_JSON", "line 1, column"),
                Body.json("names without quotes", "{\n taskId: 1}", 400, "MALFORMED_JSON", "line 2, column 2"),
                Body.json("NaN", with("percent", "NaN"), 400, "MALFORMED_JSON", "NaN"),
                Body.json("infinity", with("percent", "Infinity"), 400, "MALFORMED_JSON", "Infinity"),
                Body.json("a leading zero", with("percent", "040"), 400, "MALFORMED_JSON", "line 1"),
                Body.json("a line break in a string", with("note", "\"a\nb\""), 400, "MALFORMED_JSON", "line 1"),
                Body.json("a comment", "/* x */" + good(), 400, "MALFORMED_JSON", "line 1"),
                Body.json("two documents", good() + good(), 400, "MALFORMED_JSON", "follows the end"),
                Body.json("a field twice", "{\"taskId\":\"a\",\"taskId\":\"b\"}", 400, "MALFORMED_JSON", "taskId"),
                Body.json(
                        "a field twice within",
                        with("evidence", "[{\"number\":\"1\",\"number\":\"2\"}]"),
                        400,
                        "MALFORMED_JSON",
                        "number"),
                Body.json("51 arrays deep", "[".repeat(51) + "]".repeat(51), 400, "JSON_LIMIT", "50 deep"),
                Body.json("100,000 arrays deep", "[".repeat(100_000), 400, "JSON_LIMIT", "50 deep"),
                Body.json("100,000 objects deep", "{\"a\":".repeat(100_000), 400, "JSON_LIMIT", "50 deep"),
                Body.json("a huge string", with("note", "\"" + "a".repeat(70_000) + "\""), 400, "JSON_LIMIT", "65536"),
                Body.json("a huge name", "{\"" + "a".repeat(70_000) + "\":1}", 400, "JSON_LIMIT", "256"),
                Body.json("a huge number", with("numerator", "9".repeat(5_000)), 400, "JSON_LIMIT", "100 characters"),
                new Body("broken UTF-8", JSON, brokenUtf8(), 400, "MALFORMED_JSON", "UTF-8"),
                new Body("bytes", JSON, new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, 400, "MALFORMED_JSON", ""),
                Body.json("no reports", "[]", 422, "NO_REPORTS", "at least one"),
                Body.json("a number", "7", 422, "NOT_A_REPORT", "a report, or an array"),
                Body.json("null", "null", 422, "NOT_A_REPORT", "a report, or an array"),
                Body.json("a string", "\"DONE\"", 422, "NOT_A_REPORT", "a report, or an array"),
                Body.json("10,001 reports", "[" + "{},".repeat(10_000) + "{}]", 413, "TOO_MANY_REPORTS", "10000"),
                Body.json("6 MB", " ".repeat(6 * 1024 * 1024), 413, "BODY_TOO_LARGE", "5242880"),
                Body.typed("no type", "", 415, "UNSUPPORTED_MEDIA_TYPE", "application/json"),
                Body.typed("text", "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE", "text/plain"),
                Body.typed("a form", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE", "form"),
                Body.typed("XML", "application/xml", 415, "UNSUPPORTED_MEDIA_TYPE", "application/xml"),
                Body.typed("nonsense as a type", "nonsense", 415, "UNSUPPORTED_MEDIA_TYPE", "nonsense"),
                Body.typed("Latin-1", JSON + "; charset=iso-8859-1", 415, "UNSUPPORTED_MEDIA_TYPE", "UTF-8"),
                new Body(
                        "UTF-16 said",
                        JSON + "; charset=utf-16",
                        good().getBytes(UTF_16LE),
                        415,
                        "UNSUPPORTED_MEDIA_TYPE",
                        "UTF-8"));
    }

    private static byte[] brokenUtf8() {
        byte[] bytes = with("note", "\"?\"").getBytes(UTF_8);
        bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xff;
        return bytes;
    }

    static Stream<Item> items() {
        return Stream.of(
                new Item("no object", "7", "NOT_A_REPORT", "đối tượng JSON"),
                new Item("null", "null", "NOT_A_REPORT", "đối tượng JSON"),
                new Item("an array", "[]", "NOT_A_REPORT", "đối tượng JSON"),
                new Item("an empty object", "{}", "MISSING_FIELD", "taskId"),
                new Item("no taskId", without("taskId"), "MISSING_FIELD", "taskId"),
                new Item("no unitId", without("unitId"), "MISSING_FIELD", "unitId"),
                new Item("no status", without("status"), "MISSING_FIELD", "status"),
                new Item("no asOf", without("asOf"), "MISSING_FIELD", "asOf"),
                new Item("asOf is null", with("asOf", "null"), "MISSING_FIELD", "asOf"),
                new Item("an unknown field", with("colour", "\"red\""), "UNKNOWN_FIELD", "colour"),
                new Item("a field in other letters", with("TaskId", "\"t1\""), "UNKNOWN_FIELD", "TaskId"),
                new Item("an unknown status", with("status", "\"FINISHED\""), "BAD_VALUE", "status"),
                new Item("a status in small letters", with("status", "\"done\""), "BAD_VALUE", "status"),
                new Item("a status by number", with("status", "2"), "BAD_VALUE", "status"),
                new Item("a percent in words", with("percent", "\"forty\""), "BAD_VALUE", "percent"),
                new Item("a percent as text", with("percent", "\"40\""), "BAD_VALUE", "percent"),
                new Item("a broken percent", with("percent", "40.5"), "BAD_VALUE", "percent"),
                new Item("a percent that is true", with("percent", "true"), "BAD_VALUE", "percent"),
                new Item("a figure beyond 64 bits", with("numerator", "9".repeat(30)), "BAD_VALUE", "numerator"),
                new Item("a figure as 1e400", with("numerator", "1e400"), "BAD_VALUE", "numerator"),
                new Item("a date by dots", with("asOf", "\"31.08.2025\""), "BAD_VALUE", "asOf"),
                new Item("30 February", with("asOf", "\"2025-02-30\""), "BAD_VALUE", "asOf"),
                new Item("a date by number", with("asOf", "20250831"), "BAD_VALUE", "asOf"),
                new Item("the year 10000", with("asOf", "\"+10000-01-01\""), "BAD_VALUE", "asOf"),
                new Item(
                        "a moment without zone",
                        with("reportedAt", "\"2025-09-01T02:00:00\""),
                        "BAD_VALUE",
                        "reportedAt"),
                new Item("a taskId by number", with("taskId", "7"), "BAD_VALUE", "taskId"),
                new Item("a reportId that is an object", with("reportId", "{}"), "BAD_VALUE", "reportId"),
                new Item("evidence that is no list", with("evidence", "\"CV 12\""), "BAD_VALUE", "evidence"),
                new Item("evidence with a strange field", with("evidence", "[{\"size\":1}]"), "BAD_VALUE", "evidence"),
                new Item("a blank in an id", with("unitId", "\"phường 1\""), "BAD_ID", "Mã báo cáo"),
                new Item("an empty unitId", with("unitId", "\"\""), "BAD_ID", "Mã báo cáo"),
                new Item("an id of 129 characters", with("taskId", "\"" + "a".repeat(129) + "\""), "BAD_ID", "Mã"),
                new Item("a bar in an id", with("reportId", "\"a|b\""), "BAD_ID", "Mã báo cáo"),
                new Item("half a character in an id", with("reportId", "\"a\\ud800\""), "BAD_ID", "Mã báo cáo"),
                new Item("percent -1", with("percent", "-1"), "PERCENT_OUT_OF_RANGE", "0 đến 100"),
                new Item("percent 101", with("percent", "101"), "PERCENT_OUT_OF_RANGE", "0 đến 100"),
                new Item("a negative figure", with("numerator", "-5"), "NEGATIVE_FIGURE", "không được âm"),
                new Item(
                        "more than all",
                        with("percent", "1,\"numerator\":6,\"denominator\":5"),
                        "NUMERATOR_ABOVE_DENOMINATOR",
                        "Tử số lớn hơn mẫu số"),
                new Item(
                        "a quadrillion and one", with("numerator", "1000000000000001"), "FIGURE_TOO_LARGE", "vượt quá"),
                new Item("tomorrow's tomorrow", with("asOf", "\"2025-10-03\""), "FUTURE_DATED", "tương lai"),
                new Item(
                        "a report from 2030",
                        with("reportedAt", "\"2030-01-01T00:00:00Z\"}").replace("}}", "}"),
                        "FUTURE_DATED",
                        "tương lai"),
                new Item("61,000 bytes", with("note", "\"" + "a".repeat(61_000) + "\""), "REPORT_TOO_LARGE", "60.000"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatCannotBeUsedIsRefusedByName(Body bad) {
        // When
        HttpResponse<String> response = api.post("", bad.type(), bad.bytes());

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(bad.status());
        assertThat(response.headers().firstValue("Content-Type")).contains(Responses.PROBLEM_TYPE);
        JsonNode problem = ServedApi.parse(response.body());
        assertThat(problem.path("code").asText()).isEqualTo(bad.code());
        assertThat(problem.path("detail").asText()).contains(bad.detail()).hasSizeLessThan(400);
        assertThat(api.door.sent).isEmpty();
        thenGoesOn();
    }

    @ParameterizedTest
    @MethodSource("items")
    void aReportThatCannotBeUsedIsRefusedByNameAndItsNeighboursAreTaken(Item bad) {
        // When
        String body =
                "[" + ReportsApiTest.report("before") + "," + bad.json() + "," + ReportsApiTest.report("after") + "]";
        HttpResponse<String> response = api.post("", JSON, body.getBytes(UTF_8));

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode results = ServedApi.parse(response.body()).path("results");
        assertThat(results.findValuesAsText("status")).containsExactly("accepted", "refused", "accepted");
        assertThat(results.at("/1/code").asText()).isEqualTo(bad.code());
        assertThat(results.at("/1/messageVi").asText()).contains(bad.says());
        assertThat(results.at("/1/messageEn").asText()).isNotEmpty().hasSizeLessThan(400);
        assertThat(api.door.sent).extracting(sent -> sent.getReportId()).containsExactly("before", "after");
        thenGoesOn();
    }

    @ParameterizedTest
    @MethodSource("items")
    void aReportThatCannotBeUsedIsNotTakenAlone(Item bad) {
        // Given
        boolean isArray = bad.json().equals("[]");
        boolean isNoObject = isArray || !bad.json().startsWith("{");

        // When
        HttpResponse<String> response = api.post("", JSON, bad.json().getBytes(UTF_8));

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        JsonNode problem = ServedApi.parse(response.body());
        assertThat(problem.path("code").asText()).isEqualTo(isArray ? "NO_REPORTS" : bad.code());
        assertThat(problem.path("results").size()).isEqualTo(isNoObject ? 0 : 1);
        assertThat(api.door.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "?wait=yes, wait",
        "?wait=true&waitMillis=0, waitMillis",
        "?wait=true&waitMillis=30001, waitMillis",
        "?wait=true&waitMillis=soon, waitMillis",
        "?waitMillis=100, waitMillis",
        "?wait=true&wait=true, wait",
        "?unit=u1, unit",
    })
    void aBadParameterIsNamed(String query, String parameter) {
        // When
        HttpResponse<String> response = api.post(query, JSON, good().getBytes(UTF_8));

        // Then
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(ServedApi.parse(response.body()).path("parameter").asText()).isEqualTo(parameter);
        assertThat(api.door.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH"})
    void onlyPostIsTaken(String method) {
        // When
        HttpResponse<String> response = api.send(method, "/api/v1/reports");

        // Then
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    /** The app runs, and a good report is taken. */
    private void thenGoesOn() {
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(api.post("", JSON, good().getBytes(UTF_8)).statusCode()).isEqualTo(202);
        assertThat(api.door.intake.onTheirWay()).isZero();
    }
}
