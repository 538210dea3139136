package org.tiendo.streams.serving;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Reads the bodies of requests whole, each up to a limit, and all that are being read up to another: what many clients
 * send at once must not fill the memory.
 */
final class Bodies {
    /** The largest body of one request. */
    static final int LARGEST_BYTES = 5 * 1024 * 1024;

    private static final int MOST_AT_ONCE = 12;
    private static final int UNIT_BYTES = 1024;

    private final Semaphore room = new Semaphore(MOST_AT_ONCE * LARGEST_BYTES / UNIT_BYTES);

    /**
     * Reads a request's body and makes something of it.
     *
     * @param use called with all of it, at most once
     * @throws Problem 413 when it is too large, 429 when too much is being read, 400 when it ends before its end
     */
    <T> T read(Context http, Function<byte[], T> use) {
        long announced = http.req().getContentLengthLong();
        if (announced > LARGEST_BYTES) {
            throw tooLarge();
        }
        int units = 1 + (int) ((announced < 0 ? LARGEST_BYTES : announced) / UNIT_BYTES);
        if (!room.tryAcquire(units)) {
            throw Problem.of(
                    429, "BUSY", "Too many requests", "too much is being read at once; send again in a moment");
        }
        try {
            return use.apply(allOf(http));
        } finally {
            room.release(units);
        }
    }

    private static byte[] allOf(Context http) {
        try (InputStream body = http.bodyInputStream()) {
            byte[] bytes = body.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw Problem.of(400, "BROKEN_BODY", "Broken body", "the body could not be read to its end; send it again");
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                413,
                "BODY_TOO_LARGE",
                "Too large",
                "a request holds at most " + LARGEST_BYTES + " bytes; send its reports in several");
    }
}
