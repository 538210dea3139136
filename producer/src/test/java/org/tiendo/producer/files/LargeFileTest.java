package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 50,000 rows are read in less memory than any machine has. */
class LargeFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void fiftyThousandRowsAreReadInBoundedMemory(String kind) throws IOException, InterruptedException {
        // When
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeImport.class.getName(),
                        kind,
                        "50000")
                .redirectErrorStream(true)
                .start();
        String told = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(java.waitFor()).as(told).isZero();
        assertThat(told).contains(kind + " bytes=", " good=50000 ");
    }
}
