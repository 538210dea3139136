package org.tiendo.streams.serving;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that write answers to requests that were completed elsewhere. Writing lasts as long as the client takes to read,
 * which no thread that works for everybody may wait for. Threads that are not needed end.
 */
final class AnswerThreads implements Executor, AutoCloseable {
    private static final int MOST_THREADS = 32;
    private static final int MOST_WAITING = 256;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST_THREADS, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                Thread thread = new Thread(task, "tiendo-gateway-answer");
                thread.setDaemon(true);
                return thread;
            });

    AnswerThreads() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws Problem 429 when more answers wait to be written than memory should hold */
    void refuseMany() {
        if (threads.getQueue().size() >= MOST_WAITING) {
            throw Problem.of(
                    429,
                    "BUSY",
                    "Too many requests",
                    "clients do not read their answers fast enough; send again in a moment");
        }
    }

    @Override
    public void execute(Runnable answer) {
        threads.execute(answer);
    }

    /** What is being written goes on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
