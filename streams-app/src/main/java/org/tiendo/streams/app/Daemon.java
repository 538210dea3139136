package org.tiendo.streams.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes schedulers whose one thread never keeps the process alive. */
final class Daemon {
    private Daemon() {}

    static ScheduledExecutorService scheduler(String threadName) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }
}
