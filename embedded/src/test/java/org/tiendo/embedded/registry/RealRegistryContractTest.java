package org.tiendo.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.embedded.LoopbackPorts;

/** The same contract against Apicurio's registry, which the profile {@code real-registry} unpacks. */
@Tag("real-registry")
class RealRegistryContractTest extends RegistryContractTest {
    @TempDir
    static Path directory;

    private static Process process;
    private static String url;

    @BeforeAll
    static void start() throws Exception {
        Path home = Path.of(System.getProperty("tiendo.real-registry"));
        int port = LoopbackPorts.free(1).get(0);
        Path output = directory.resolve("output");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dquarkus.http.host=" + LoopbackPorts.HOST,
                        "-Dquarkus.http.port=" + port,
                        "-cp",
                        runner(home) + ":" + home.resolve("lib") + "/*",
                        "io.quarkus.runner.GeneratedMain")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        url = "http://" + LoopbackPorts.HOST + ":" + port + "/apis/ccompat/v7";
        await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            return send("GET", "/subjects", "") == 200;
        });
        // Apicurio demands nothing of new versions until told to.
        assertThat(send("PUT", "/config", "{\"compatibility\":\"FULL_TRANSITIVE\"}"))
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    String url() {
        return url;
    }

    private static Path runner(Path home) throws IOException {
        try (var files = Files.list(home)) {
            List<Path> runners = files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .toList();
            assertThat(runners).hasSize(1);
            return runners.get(0);
        }
    }

    private static int send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
