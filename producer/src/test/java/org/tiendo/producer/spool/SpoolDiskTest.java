package org.tiendo.producer.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.SendResult;

/** What a spool asks of its disk, and does when the disk fails. */
class SpoolDiskTest {
    @TempDir
    private Path directory;

    private final FakeOutlet outlet = new FakeOutlet();

    @Test
    void aDiskThatTakesNoMoreIsARefusalAndTheSpoolGoesOnWhenItDoes() {
        // Given
        AtomicBoolean full = new AtomicBoolean(true);
        SegmentFile.Opener opener = file -> new FillingDisk(SegmentFile.onDisk(file), full);
        try (Spool spool = Spool.open(directory, SpoolRig.QUICK, outlet, SpoolRig.CLOCK, opener)) {
            // When
            SendResult result = spool.send(SpoolRig.report("t-1", "lost")).join();
            full.set(false);
            SendResult next = spool.send(SpoolRig.report("t-1", "kept")).join();
            // Then
            assertThat(((SendResult.Failed) result).whatToDo()).contains("No space left on device", "was not taken");
            assertThat(next).isInstanceOf(SendResult.Accepted.class);
            assertThat(spool.status().damaged()).isZero();
        }
        assertThat(outlet.ids()).containsExactly("kept");
    }

    /** Writes half of what it is given, and fails. */
    private static final class FillingDisk extends WrappedDisk {
        private final AtomicBoolean full;

        FillingDisk(SegmentFile disk, AtomicBoolean full) {
            super(disk);
            this.full = full;
        }

        @Override
        public void write(ByteBuffer bytes, long offset) throws IOException {
            if (full.get()) {
                super.write(bytes.slice(0, bytes.limit() / 2), offset);
                throw new IOException("No space left on device");
            }
            super.write(bytes, offset);
        }
    }

    @Test
    void manyCallersShareOneWaitForTheDisk() throws Exception {
        // Given
        AtomicInteger syncs = new AtomicInteger();
        SegmentFile.Opener opener = file -> new SlowDisk(SegmentFile.onDisk(file), syncs);
        List<CompletableFuture<SendResult>> results = new ArrayList<>();
        try (Spool spool = Spool.open(directory, SpoolRig.QUICK, outlet, SpoolRig.CLOCK, opener)) {
            // When
            for (int i = 0; i < 1_000; i++) {
                results.add(spool.send(SpoolRig.report("t-" + i % 10, "r-" + i)));
            }
            CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)).join();
        }
        // Then
        assertThat(syncs).hasValueLessThan(50);
        assertThat(outlet.ids()).hasSize(1_000);
    }

    private static final class SlowDisk extends WrappedDisk {
        private final AtomicInteger syncs;

        SlowDisk(SegmentFile disk, AtomicInteger syncs) {
            super(disk);
            this.syncs = syncs;
        }

        @Override
        public void sync() throws IOException {
            syncs.incrementAndGet();
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            super.sync();
        }
    }
}
