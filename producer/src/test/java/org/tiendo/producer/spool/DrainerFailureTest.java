package org.tiendo.producer.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.contract.RefusalCode;

/** Whatever fails while a spool drains, what was promised is kept and the drain goes on. */
class DrainerFailureTest {
    private static final List<String> IDS =
            IntStream.range(0, 6).mapToObj(i -> "r-" + i).toList();
    private static final SpoolSettings SLOW =
            SpoolRig.QUICK.withPauses(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(300));

    @TempDir
    private Path directory;

    private final FakeOutlet outlet = new FakeOutlet();

    @Test
    void whileAnUnreadableRecordCannotBeKeptNoneBehindItIsLost() throws IOException {
        // Given
        SpoolRig.fill(directory, IDS);
        makeUnreadable(2);
        Path blocked = Files.writeString(directory.resolve(DamagedRecords.DIRECTORY), "no directory");
        // When
        try (Spool spool = Spool.open(directory, SLOW, outlet, SpoolRig.CLOCK)) {
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.NEEDS_ATTENTION);
            // Then
            assertThat(spool.status().condition().reason()).startsWith("The spool's files cannot be read");
            assertThat(outlet.ids()).containsExactly("r-0", "r-1");
            // When
            Files.delete(blocked);
            await().until(() -> spool.depth() == 0);
            // Then
            assertThat(spool.status().damaged()).isEqualTo(1);
            assertThat(spool.status().condition().state()).isEqualTo(SpoolCondition.State.DRAINING);
        }
        assertThat(outlet.ids()).containsExactly("r-0", "r-1", "r-3", "r-4", "r-5");
    }

    @Test
    void whatCannotBeKeptNowIsThereForTheNextProgram() throws IOException {
        // Given
        SpoolRig.fill(directory, IDS);
        makeUnreadable(2);
        Path blocked = Files.writeString(directory.resolve(DamagedRecords.DIRECTORY), "no directory");
        try (Spool spool = Spool.open(directory, SLOW, outlet, SpoolRig.CLOCK)) {
            await().until(() -> spool.depth() == 4);
            await().until(() -> spool.status().condition().state() == SpoolCondition.State.NEEDS_ATTENTION);
        }
        Files.delete(blocked);
        FakeOutlet next = new FakeOutlet();
        // When
        try (Spool spool = SpoolRig.open(directory, next)) {
            await().until(() -> spool.depth() == 0);
        }
        // Then
        assertThat(next.ids()).containsExactly("r-3", "r-4", "r-5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailureThatNobodyForesawIsToldAndTriedAgain(boolean refused) {
        // Given
        SpoolRig.fill(directory, IDS);
        AtomicInteger readings = new AtomicInteger();
        InstantSource clock = () -> {
            // The first is the drain's beginning; the second is to date what became of a report.
            if (readings.incrementAndGet() == 2) {
                throw new IllegalStateException("no time today");
            }
            return SpoolRig.NOW;
        };
        Delivery first = refused ? new Delivery.Refused(RefusalCode.NOT_ASSIGNED) : FakeOutlet.down();
        outlet.answer(report -> readings.get() == 1 ? first : FakeOutlet.delivered(report));
        // When
        try (Spool spool = Spool.open(directory, SLOW, outlet, clock)) {
            await().until(() -> spool.status().condition().reason().contains("no time today"));
            // Then
            assertThat(spool.status().condition().state()).isEqualTo(SpoolCondition.State.NEEDS_ATTENTION);
            await().until(() -> spool.depth() == 0);
            assertThat(spool.status().condition().state()).isEqualTo(SpoolCondition.State.DRAINING);
        }
        assertThat(outlet.ids()).isEqualTo(IDS);
    }

    /** As if another release had written it: the record is whole, its content is no report. */
    private void makeUnreadable(int index) throws IOException {
        Path file = SpoolRig.segments(directory).get(0);
        Frame victim =
                FrameScan.of(ByteBuffer.wrap(Files.readAllBytes(file))).frames().get(index);
        ByteBuffer other = ByteBuffer.allocate(Frame.bytesFor(victim.payload().limit()));
        Frame.put(other, victim.sequence(), new byte[victim.payload().limit()]);
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(victim.offset());
            access.write(other.array());
        }
    }
}
