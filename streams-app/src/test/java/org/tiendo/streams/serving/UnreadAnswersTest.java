package org.tiendo.streams.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send much and read nothing: whoever completes their requests must not write to them. */
class UnreadAnswersTest {
    private static final int UNREAD = 5;

    /** Their refusals repeat the name: more than what the system buffers of an answer. */
    private static final String BAD_ITEM = ",{\"" + "x".repeat(250) + "\":1}";

    private final ServedApi api = new ServedApi();
    private final List<Socket> clients = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        api.close();
    }

    @Test
    void whoeverDoesNotReadTheirAnswerHoldsUpNobodyElse() throws IOException {
        // Given
        CompletableFuture<Void> gate = new CompletableFuture<>();
        api.door.gate = gate;
        for (int i = 0; i < UNREAD; i++) {
            postAndNeverRead("r" + i);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> api.door.intake.onTheirWay() == UNREAD);

        // When
        CompletableFuture<Boolean> completing = CompletableFuture.supplyAsync(() -> gate.complete(null));

        // Then
        assertThat(completing).succeedsWithin(Duration.ofSeconds(10));
        byte[] other = ReportsApiTest.report("other").getBytes(UTF_8);
        assertThat(CompletableFuture.supplyAsync(
                        () -> api.post("", "application/json", other).statusCode()))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(202);
    }

    private void postAndNeverRead(String reportId) throws IOException {
        byte[] body = ("[" + ReportsApiTest.report(reportId) + BAD_ITEM.repeat(9_999) + "]").getBytes(UTF_8);
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4 * 1024);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
        String head = "POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        client.getOutputStream().write(body);
        client.getOutputStream().flush();
    }
}
