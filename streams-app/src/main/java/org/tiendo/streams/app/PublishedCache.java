package org.tiendo.streams.app;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.streams.gateway.Published;

/** Keeps what was read last, for a while, and for as long as Kafka cannot be read. */
final class PublishedCache implements Published {
    private static final Duration RECENT = Duration.ofSeconds(30);

    private final Supplier<PublishedDefinitions> reader;
    private @Nullable PublishedDefinitions known;
    private long readAtNanos;

    PublishedCache(Supplier<PublishedDefinitions> reader) {
        this.reader = reader;
    }

    @Override
    public synchronized PublishedDefinitions recent() {
        boolean isRecent = System.nanoTime() - readAtNanos < RECENT.toNanos();
        return known != null && isRecent ? known : newest();
    }

    @Override
    public synchronized PublishedDefinitions newest() {
        try {
            PublishedDefinitions read = reader.get();
            known = read;
            readAtNanos = System.nanoTime();
            return read;
        } catch (OperationFailedException e) {
            if (known == null) {
                throw e;
            }
            return known;
        }
    }
}
