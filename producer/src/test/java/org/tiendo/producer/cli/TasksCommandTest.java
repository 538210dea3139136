package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.api.FakeGateway;
import org.tiendo.producer.api.FakeGateway.Reply;

class TasksCommandTest {
    private static final String META = "\"meta\":{\"clock\":\"2025-10-01\",\"dataThrough\":\"2025-09-30T17:05:00Z\","
            + "\"partial\":false,\"missingPartitions\":[]}";

    @TempDir
    Path directory = Path.of("");

    private final FakeGateway gateway = new FakeGateway(request -> Reply.ok(page(
            row("t-3", "u", null, "NOT_STARTED", false, "Không có hạn"),
            row("t-1", "u", "2025-10-05", "IN_PROGRESS", false, "=Sắp đến, \"hạn\""),
            row("t-2", "u", "2025-09-20", "NOT_STARTED", true, "Quá hạn"),
            row("t-4", "u", "2025-12-31", "NOT_STARTED", false, "Còn lâu"),
            row("t-5", "u", "2025-09-01", "DONE", false, "Đã xong"),
            row("t-6", "u.below", "2025-09-02", "BLOCKED", true, "Của đơn vị dưới"))));
    private final Map<String, String> environment = new HashMap<>(Map.of("TIENDO_GATEWAY", gateway.url()));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatTheUnitOwesIsListedTheSoonestDueFirst() {
        // When
        int exitCode = run("--unit", "u");

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "HẠN         CÒN LẠI             TRẠNG THÁI      NHIỆM VỤ  TÊN",
                        "2025-09-20  QUÁ HẠN 11 ngày     chưa thực hiện  t-2       Quá hạn",
                        "2025-10-05  SẮP ĐẾN HẠN 4 ngày  đang thực hiện  t-1       =Sắp đến, \"hạn\"",
                        "2025-12-31  91 ngày             chưa thực hiện  t-4       Còn lâu",
                        "-                               chưa thực hiện  t-3       Không có hạn");
        assertThat(err.toString().lines())
                .containsExactly("4 listed, 1 overdue, 1 due within 7 days; as of 2025-10-01, with all data through"
                        + " 2025-09-30T17:05:00Z");
    }

    @Test
    void filtersNarrowTheList() {
        // Then
        assertThat(ids("--unit", "u", "--overdue")).containsExactly("t-2");
        assertThat(gateway.requests().get(0).target()).contains("overdue=true", "unit=u");
        assertThat(ids("--unit", "u", "--due-soon")).containsExactly("t-1");
        assertThat(ids("--unit", "u", "--all")).containsExactly("t-5", "t-2", "t-1", "t-4", "t-3");
        assertThat(ids("--unit", "u", "--below", "--overdue")).containsExactly("t-6", "t-2");
        assertThat(run("--unit", "u", "--overdue", "--due-soon")).isEqualTo(2);
    }

    @Test
    void csvKeepsSpreadsheetsFromTakingATitleForAFormula() {
        // When
        run("--unit", "u", "--due-soon", "--format", "csv");

        // Then
        assertThat(out.toString().lines())
                .containsExactly(
                        "due,daysLeft,overdue,status,taskId,period,unitId,planId,titleVi,titleEn",
                        "2025-10-05,4,false,IN_PROGRESS,t-1,,u,p,\"'=Sắp đến, \"\"hạn\"\"\",Title");
    }

    @Test
    void jsonIsTheRowWithWhatIsLeft() {
        // When
        run("--unit", "u", "--overdue", "--format", "json");

        // Then
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .contains("\"taskId\":\"t-2\"", "\"daysLeft\":-11");
    }

    @Test
    void anAnswerThatLacksPartsSaysSo() {
        // Given
        gateway.answers(request -> Reply.ok("{\"rows\":[],\"meta\":{\"partial\":true,\"missingPartitions\":[2]}}"));

        // When
        run("--unit", "u", "--lang", "en");

        // Then
        assertThat(err.toString()).contains("0 listed", "INCOMPLETE: partitions [2] did not answer");
    }

    @Test
    void anUnknownUnitIsBadInputAndNoGatewayAFailure() {
        // Given
        gateway.answers(request -> Reply.problem(404, "no unit has the id x"));

        // Then
        assertThat(run("--unit", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("tiendo tasks: " + gateway.url() + ": no unit has the id x");

        // Given
        gateway.close();

        // Then
        assertThat(run("--unit", "x")).isEqualTo(1);
    }

    @Test
    void withoutAGatewayItSaysWhatToDo() {
        // Given
        environment.clear();

        // Then
        assertThat(run("--unit", "u", "--data", directory.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("nothing says where to ask: give --gateway URL (or $TIENDO_GATEWAY)");
    }

    @Test
    void aTokenIsNotSentUnencryptedToAnotherMachine() {
        // Given
        environment.put("TIENDO_TOKEN", "secret");

        // Then
        assertThat(run("--unit", "u", "--gateway", "http://tiendo.example")).isEqualTo(2);
        assertThat(err.toString()).contains("unencrypted: use https").doesNotContain("secret");
        assertThat(run("--unit", "u")).isZero();
        assertThat(gateway.requests())
                .allMatch(request -> request.authorization().equals("Bearer secret"));
    }

    private List<String> ids(String... arguments) {
        out.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--format";
        all[arguments.length + 1] = "json";
        assertThat(run(all)).as(err.toString()).isZero();
        return out.toString()
                .lines()
                .map(line -> line.replaceAll(".*\"taskId\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "tasks";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return ProducerMain.commandLine(new CommandContext(environment, Clock.systemUTC(), connection -> {
                    throw new AssertionError("tasks are asked of the gateway");
                }))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private static String page(String... rows) {
        return "{\"rows\":[" + String.join(",", rows) + "]," + META + "}";
    }

    private static String row(String task, String unit, String due, String status, boolean overdue, String title) {
        return "{\"taskId\":\"" + task + "\",\"unitId\":\"" + unit + "\",\"planId\":\"p\",\"due\":"
                + (due == null ? "null" : "\"" + due + "\"") + ",\"status\":\"" + status + "\",\"overdue\":" + overdue
                + ",\"period\":null,\"titleVi\":\"" + title.replace("\"", "\\\"") + "\",\"titleEn\":\"Title\"}";
    }
}
