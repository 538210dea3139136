package org.tiendo.producer.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.TrustedClasses;
import org.tiendo.producer.api.FakeGateway.Reply;
import org.tiendo.producer.api.FakeGateway.Request;
import org.tiendo.producer.spool.Delivery;
import org.tiendo.producer.spool.Delivery.Pace;
import org.tiendo.producer.spool.SpooledReport;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class GatewayOutletTest {
    static {
        TrustedClasses.addContracts();
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeGateway gateway = new FakeGateway(request -> Reply.ok("{}"));
    private final GatewayOutlet outlet =
            new GatewayOutlet(new ApiClient(GatewayAddress.of(gateway.url()), new AccessToken("secret")));

    @AfterEach
    void close() {
        outlet.close();
        gateway.close();
    }

    @Test
    void eachReportBecomesWhatTheGatewaySaysOfIt() throws InterruptedException {
        // Given
        gateway.answers(results(
                202,
                "{\"status\":\"accepted\",\"topic\":\"tiendo.progress\",\"partition\":3,\"offset\":41}",
                "{\"status\":\"duplicate\"}",
                "{\"status\":\"spooled\",\"whatToDo\":\"Kafka is down\"}",
                "{\"status\":\"refused\",\"code\":\"NOT_ASSIGNED\"}",
                "{\"status\":\"refused\",\"code\":\"MISFIT\",\"messageEn\":\"asOf must be a date\"}",
                "{\"status\":\"refused\",\"code\":\"UNAUTHORISED_UNIT\",\"unitId\":\"u\"}",
                "{\"status\":\"failed\",\"whatToDo\":\"try later\"}"));

        // When
        List<Delivery> outcomes = outlet.deliver(reports("a", "b", "c", "d", "e", "f", "g"));

        // Then
        assertThat(outcomes)
                .containsExactly(
                        new Delivery.Delivered("tiendo.progress", 3, 41),
                        new Delivery.HandedOn(gateway.url() + " has it already"),
                        new Delivery.HandedOn(gateway.url() + " keeps it: Kafka is down"),
                        new Delivery.Refused(RefusalCode.NOT_ASSIGNED),
                        new Delivery.Held("MISFIT: asOf must be a date"),
                        new Delivery.Later(
                                Pace.SLOWLY,
                                "the token may not report for unit u. Use the token of the unit itself or of one above it"),
                        new Delivery.Later(Pace.SOON, gateway.url() + " could not hand it on: try later"));
        Request sent = gateway.requests().get(0);
        assertThat(sent.method() + " " + sent.target()).isEqualTo("POST /api/v1/reports");
        assertThat(sent.authorization()).isEqualTo("Bearer secret");
        assertThat(sent.body()).contains("\"taskId\":\"a\"", "\"asOf\":\"2025-10-01\"");
    }

    @Test
    void whatFollowsAReportThatWaitsOnItsTaskWaitsToo() throws InterruptedException {
        // Given
        gateway.answers(results(
                202,
                "{\"status\":\"failed\",\"whatToDo\":\"x\"}",
                "{\"status\":\"accepted\",\"topic\":\"t\"}",
                "{\"status\":\"accepted\",\"topic\":\"t\"}"));

        // When
        List<Delivery> outcomes = outlet.deliver(reports("a", "a", "b"));

        // Then
        assertThat(outcomes.get(1)).isEqualTo(outcomes.get(0)).isInstanceOf(Delivery.Later.class);
        assertThat(outcomes.get(2)).isInstanceOf(Delivery.Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({"401, SLOWLY", "403, SLOWLY", "429, SOON", "503, SOON", "500, SOON", "404, SLOWLY"})
    void anAnswerToTheRequestAsAWholeKeepsAllReports(int status, Pace pace) throws InterruptedException {
        // Given
        gateway.answers(request -> Reply.problem(status, "because"));

        // When
        List<Delivery> outcomes = outlet.deliver(reports("a", "b"));

        // Then
        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> {
            assertThat(outcome).isInstanceOf(Delivery.Later.class);
            assertThat(((Delivery.Later) outcome).pace()).isEqualTo(pace);
            assertThat(((Delivery.Later) outcome).whatToDo()).contains("because");
        });
    }

    @Test
    void aRequestThatIsTooLargeIsSplitUntilTheReportToBlameStandsAlone() throws InterruptedException {
        // Given
        gateway.answers(request ->
                request.body().contains("\"taskId\":\"big\"") ? Reply.problem(413, "too large") : accepted(request));

        // When
        List<Delivery> outcomes = outlet.deliver(reports("a", "b", "big", "c", "d"));

        // Then
        assertThat(outcomes).hasSize(5);
        assertThat(outcomes.get(2)).isInstanceOf(Delivery.Held.class);
        assertThat(outcomes).filteredOn(Delivery.Delivered.class::isInstance).hasSize(4);
    }

    @Test
    void manyReportsGoInSeveralRequestsAndAGatewayThatIsGoneIsAskedOnce() throws InterruptedException {
        // Given
        gateway.answers(GatewayOutletTest::accepted);
        String[] tasks = new String[1200];
        Arrays.setAll(tasks, i -> "t-" + i);

        // Then
        assertThat(outlet.deliver(reports(tasks))).hasSize(1200).allMatch(Delivery.Delivered.class::isInstance);
        assertThat(gateway.requests()).hasSize(3);

        // Given
        gateway.answers(request -> Reply.problem(503, "down"));

        // Then
        assertThat(outlet.deliver(reports(tasks))).hasSize(1200).allMatch(Delivery.Later.class::isInstance);
        assertThat(gateway.requests()).hasSize(4);
    }

    @Test
    void noAnswerKeepsTheReport() throws InterruptedException {
        // Given
        gateway.close();

        // When
        List<Delivery> outcomes = outlet.deliver(reports("a"));

        // Then
        assertThat(outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(((Delivery.Later) outcome).whatToDo())
                        .startsWith(gateway.url() + " cannot be reached"));
    }

    private static Function<Request, Reply> results(int status, String... results) {
        return request -> new Reply(status, "", "{\"results\":[" + String.join(",", results) + "]}");
    }

    private static Reply accepted(Request request) {
        try {
            JsonNode sent = JSON.readTree(request.body());
            List<String> results = new ArrayList<>();
            sent.forEach(
                    report -> results.add("{\"status\":\"accepted\",\"topic\":\"t\",\"partition\":0,\"offset\":0}"));
            return new Reply(
                    202, "", "{\"results\":" + results.stream().collect(Collectors.joining(",", "[", "]")) + "}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SpooledReport> reports(String... tasks) {
        List<SpooledReport> reports = new ArrayList<>();
        for (String task : tasks) {
            reports.add(new SpooledReport(
                    reports.size(),
                    ProgressReport.newBuilder()
                            .setReportId("r-" + reports.size())
                            .setTaskId(task)
                            .setUnitId("u")
                            .setStatus(Status.DONE)
                            .setAsOf(LocalDate.of(2025, 10, 1))
                            .setReportedAt(Instant.parse("2025-10-01T02:00:00Z"))
                            .build()));
        }
        return reports;
    }
}
