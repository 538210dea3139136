package org.tiendo.producer.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process may be killed, and a disk may err, at any byte. */
class TornSpoolTest {
    private static final List<String> IDS =
            IntStream.range(0, 6).mapToObj(i -> "r-" + i).toList();

    @TempDir
    private Path directory;

    @Test
    void cutAtEveryByteOfItsLastThreeRecordsItKeepsAllWholeOnesAndGoesOn() throws IOException {
        // Given
        Path original = directory.resolve("original");
        SpoolRig.fill(original, IDS);
        Path file = SpoolRig.segments(original).get(0);
        List<Frame> frames =
                FrameScan.of(ByteBuffer.wrap(Files.readAllBytes(file))).frames();
        assertThat(frames).hasSize(IDS.size());
        int end = frames.get(5).end();
        for (int cut = frames.get(3).offset(); cut <= end; cut++) {
            Path copy = directory.resolve("cut-" + cut);
            SpoolRig.copy(original, copy);
            truncate(copy.resolve(file.getFileName()), cut);
            int at = cut;
            List<String> whole = IntStream.range(0, 6)
                    .filter(i -> frames.get(i).end() <= at)
                    .mapToObj(IDS::get)
                    .toList();
            boolean torn = frames.stream().noneMatch(frame -> frame.end() == at);
            FakeOutlet outlet = new FakeOutlet();
            // When
            try (Spool spool = SpoolRig.open(copy, outlet)) {
                spool.send(SpoolRig.report("t-1", "after")).join();
                // Then
                assertThat(spool.status().tornTails()).as("cut at %d", cut).isEqualTo(torn ? 1 : 0);
                assertThat(spool.status().damaged()).isZero();
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> spool.depth() == 0);
            }
            List<String> expected = new ArrayList<>(whole);
            expected.add("after");
            assertThat(outlet.ids()).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    @Test
    void aBitThatFlipsAnywhereInARecordCostsThatRecordAndItsBytesAreKept() throws IOException {
        // Given
        Path original = directory.resolve("original");
        SpoolRig.fill(original, IDS);
        Path file = SpoolRig.segments(original).get(0);
        byte[] whole = Files.readAllBytes(file);
        Frame victim = FrameScan.of(ByteBuffer.wrap(whole)).frames().get(2);
        for (int at = victim.offset(); at < victim.end(); at++) {
            Path copy = directory.resolve("flip-" + at);
            SpoolRig.copy(original, copy);
            byte[] broken = whole.clone();
            broken[at] ^= (byte) (1 << (at % 8));
            Files.write(copy.resolve(file.getFileName()), broken);
            FakeOutlet outlet = new FakeOutlet();
            // When
            try (Spool spool = SpoolRig.open(copy, outlet)) {
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> spool.depth() == 0);
                // Then
                assertThat(spool.status().damaged()).as("flip at %d", at).isEqualTo(1);
            }
            assertThat(outlet.ids()).as("flip at %d", at).containsExactly("r-0", "r-1", "r-3", "r-4", "r-5");
            Path kept = DamagedRecords.filesIn(copy.resolve("damaged")).get(0);
            assertThat(Files.readAllBytes(kept)).isEqualTo(Arrays.copyOfRange(broken, victim.offset(), victim.end()));
        }
    }

    @Test
    void aTornNoteOfWhatWasDeliveredMeansDeliveringAgain() throws IOException {
        // Given
        try (Spool spool = SpoolRig.open(directory, new FakeOutlet())) {
            for (String id : IDS) {
                spool.send(SpoolRig.report("t-1", id)).join();
            }
        }
        long length = Files.size(directory.resolve(DeliveryLog.FILE));
        truncate(directory.resolve(DeliveryLog.FILE), length - 1);
        FakeOutlet outlet = new FakeOutlet();
        // When
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            spool.send(SpoolRig.report("t-1", "after")).join();
        }
        // Then
        assertThat(outlet.ids()).containsExactly("r-5", "after");
    }

    @Test
    void withoutAnyNoteEverythingThatIsThereIsDeliveredAgainInOrder() throws IOException {
        // Given
        SpoolRig.fill(directory, IDS);
        Files.deleteIfExists(directory.resolve(DeliveryLog.FILE));
        FakeOutlet outlet = new FakeOutlet();
        // When
        try (Spool spool = SpoolRig.open(directory, outlet)) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2)).until(() -> spool.depth() == 0);
        }
        // Then
        assertThat(outlet.ids()).isEqualTo(IDS);
    }

    private static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(length);
        }
    }
}
