package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

/** Files that are uploaded, as a form or by themselves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportFilesApiTest {
    private static final String FORM = "multipart/form-data; boundary=xyz";
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String GOOD = """
            Mã nhiệm vụ;Mã đơn vị;Trạng thái;Ngày số liệu;Ghi chú
            t1;u1;Hoàn thành;31/08/2025;Đã ban hành
            """;

    private final ServedApi api = new ServedApi();

    @BeforeEach
    void empty() {
        api.door.sent.clear();
        api.door.accepted.clear();
        api.door.published.failure = null;
    }

    @AfterAll
    void close() {
        api.close();
    }

    private JsonNode post(String query, String type, byte[] bytes, int status) {
        HttpResponse<String> response = api.post(query, type, bytes);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return ServedApi.parse(response.body());
    }

    private static byte[] form(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--xyz\r\n").append(part).append("\r\n");
        }
        return body.append("--xyz--\r\n").toString().getBytes(UTF_8);
    }

    private static String file(String name, String content) {
        return "Content-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/csv\r\n\r\n" + content;
    }

    private static String field(String name, String value) {
        return "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
    }

    private static byte[] workbook() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = book.newWorksheet("Báo cáo");
            String[] header = {"Mã nhiệm vụ", "Mã đơn vị", "Trạng thái", "Ngày số liệu"};
            for (int column = 0; column < header.length; column++) {
                sheet.value(0, column, header[column]);
            }
            sheet.value(1, 0, "t1");
            sheet.value(1, 1, "u1");
            sheet.value(1, 2, "Đang thực hiện");
            sheet.value(1, 3, LocalDate.parse("2025-08-31"));
            sheet.style(1, 3).format("dd/mm/yyyy").set();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Test
    void aFileInAFormIsReadRowByRowAndABadRowNamesItsPlace() {
        // When
        JsonNode answer = post(
                "",
                FORM,
                form(file("báo cáo.csv", GOOD + "t1;u1;xong rồi;31/8/25;\nt2;u1;Đang thực hiện;01/09/2025;\n")),
                202);

        // Then
        assertThat(answer.path("results").findValuesAsText("line")).containsExactly("2", "3", "4");
        assertThat(answer.path("results").findValuesAsText("status"))
                .containsExactly("accepted", "refused", "accepted");
        JsonNode bad = answer.at("/results/1");
        assertThat(bad.path("flaws").findValuesAsText("code")).contains("BAD_STATUS", "AMBIGUOUS_DATE");
        assertThat(bad.path("flaws").findValuesAsText("column")).contains("Trạng thái", "Ngày số liệu");
        assertThat(bad.path("messageVi").asText()).contains("xong rồi");
        assertThat(api.door.sent)
                .extracting(ProgressReport::getStatus)
                .containsExactly(Status.DONE, Status.IN_PROGRESS);
        assertThat(api.door.sent.get(0).getNote()).isEqualTo("Đã ban hành");
    }

    @Test
    void aFileCanBeTheBody() {
        // When
        post("", CSV, GOOD.getBytes(UTF_8), 202);
        post("", XLSX, workbook(), 202);
        post("", "application/vnd.ms-excel", GOOD.getBytes(UTF_8), 202);

        // Then
        assertThat(api.door.sent)
                .extracting(ProgressReport::getStatus)
                .containsExactly(Status.DONE, Status.IN_PROGRESS, Status.DONE);
        assertThat(api.door.sent).extracting(ProgressReport::getAsOf).containsOnly(LocalDate.parse("2025-08-31"));
    }

    @Test
    void whatRowsLeaveOutTheRequestMaySay() {
        // When
        post("?unit=u1&asOf=2025-09-02", CSV, "Mã nhiệm vụ,Trạng thái\nt1,done\n".getBytes(UTF_8), 202);

        // Then
        assertThat(api.door.sent).singleElement().satisfies(sent -> {
            assertThat(sent.getUnitId()).isEqualTo("u1");
            assertThat(sent.getAsOf()).isEqualTo(LocalDate.parse("2025-09-02"));
        });
    }

    @Test
    void theSameFileTwiceIsTheSameReports() {
        // Given
        JsonNode first = post("", CSV, GOOD.getBytes(UTF_8), 202);
        api.door.accept(api.door.sent.get(0));

        // When
        JsonNode second = post("", FORM, form(file("again.csv", GOOD)), 202);

        // Then
        assertThat(second.at("/results/0/status").asText()).isEqualTo("duplicate");
        assertThat(second.at("/results/0/reportId")).isEqualTo(first.at("/results/0/reportId"));
        assertThat(api.door.sent).hasSize(1);
    }

    @Test
    void whereWhatIsPublishedCannotBeReadTheFileIsNotTaken() {
        // Given
        api.door.published.failure = new OperationFailedException("Kafka did not answer in time");

        // When
        JsonNode answer = post("", CSV, GOOD.getBytes(UTF_8), 503);

        // Then
        assertThat(answer.path("code").asText()).isEqualTo("DEFINITIONS_UNREADABLE");
        assertThat(api.door.sent).isEmpty();
    }

    /** A file, or what should be one, that is refused as a whole. */
    private record Bad(String what, String type, byte[] bytes, int status, String code) {
        static Bad form(String what, int status, String code, String... parts) {
            return new Bad(what, FORM, ReportFilesApiTest.form(parts), status, code);
        }

        static Bad csv(String what, String text, int status, String code) {
            return new Bad(what, CSV, text.getBytes(UTF_8), status, code);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Bad> bad() {
        byte[] broken = workbook();
        Arrays.fill(broken, 200, broken.length - 100, (byte) 7);
        return Stream.of(
                Bad.form("no part", 422, "NO_FILE"),
                Bad.form("two files", 422, "SEVERAL_FILES", file("a.csv", GOOD), file("b.csv", GOOD)),
                Bad.form("a field beside the file", 400, "UNKNOWN_PART", field("unit", "u1"), file("a.csv", GOOD)),
                Bad.form("a field and no file", 400, "UNKNOWN_PART", field("file", GOOD)),
                Bad.form("an empty file", 422, "EMPTY_FILE", file("a.csv", "")),
                Bad.form("a picture", 422, "NOT_A_TABLE", file("a.csv", "%PDF-1.7 xxxxx")),
                Bad.form(
                        "11 files",
                        400,
                        "MALFORMED_MULTIPART",
                        Stream.generate(() -> file("a.csv", GOOD)).limit(11).toArray(String[]::new)),
                Bad.form(
                        "a part with 5,000 bytes of headers",
                        400,
                        "MALFORMED_MULTIPART",
                        "X: " + "a".repeat(5_000) + "\r\n\r\nx"),
                new Bad("no boundary", "multipart/form-data", form(file("a.csv", GOOD)), 400, "MALFORMED_MULTIPART"),
                new Bad(
                        "another boundary",
                        "multipart/form-data; boundary=other",
                        form(file("a.csv", GOOD)),
                        400,
                        "MALFORMED_MULTIPART"),
                new Bad(
                        "a long boundary",
                        "multipart/form-data; boundary=" + "x".repeat(71),
                        form(file("a.csv", GOOD)),
                        400,
                        "MALFORMED_MULTIPART"),
                new Bad(
                        "a form that is JSON",
                        FORM,
                        ReportsApiTest.report("r").getBytes(UTF_8),
                        400,
                        "MALFORMED_MULTIPART"),
                new Bad(
                        "a form cut off",
                        FORM,
                        Arrays.copyOf(form(file("a.csv", GOOD)), 120),
                        400,
                        "MALFORMED_MULTIPART"),
                new Bad("6 MB", CSV, new byte[6 * 1024 * 1024], 413, "BODY_TOO_LARGE"),
                new Bad("a damaged workbook", XLSX, broken, 422, "BROKEN_WORKBOOK"),
                new Bad(
                        "an old workbook",
                        XLSX,
                        new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0},
                        422,
                        "OLD_WORKBOOK"),
                new Bad(
                        "broken characters",
                        CSV,
                        "Mã nhiệm vụ;Trạng thái\nt1;\uffff".getBytes(ISO_8859_1),
                        422,
                        "NO_HEADER"),
                Bad.csv("blanks", " \n \n", 422, "EMPTY_FILE"),
                Bad.csv("words", "xin chào", 422, "NO_HEADER"),
                Bad.csv("no header", "t1;u1;Hoàn thành\n", 422, "NO_HEADER"),
                Bad.csv("no rows", "Mã nhiệm vụ;Trạng thái\n", 422, "NO_ROWS"),
                Bad.csv("a column twice", "Mã nhiệm vụ;Trạng thái;Status\nt1;done;done\n", 422, "DUPLICATE_COLUMN"),
                Bad.csv(
                        "a quotation mark never closed",
                        "Mã nhiệm vụ;Trạng thái\n" + "t1;done\n".repeat(20) + "\"t1;done\n",
                        422,
                        "BAD_QUOTES"),
                Bad.csv("10,001 rows", "Mã nhiệm vụ;Trạng thái\n" + "t1;done\n".repeat(10_001), 413, "TOO_MANY_ROWS"),
                Bad.csv("only bad rows", GOOD.replace("t1", "t9"), 422, "UNKNOWN_TASK"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aFileThatCannotBeUsedIsRefusedByName(Bad bad) {
        // When
        JsonNode problem = post("", bad.type(), bad.bytes(), bad.status());

        // Then
        assertThat(problem.path("code").asText()).as(problem.toString()).isEqualTo(bad.code());
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(api.door.sent).isEmpty();
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        post("", CSV, GOOD.getBytes(UTF_8), 202);
    }

    @Test
    void whatIsSaidOfAFilesRowsIsNotSaidOfJson() {
        // When
        JsonNode problem =
                post("?unit=u1", "application/json", ReportsApiTest.report("r").getBytes(UTF_8), 400);

        // Then
        assertThat(problem.path("parameter").asText()).isEqualTo("unit");
    }
}
