package org.tiendo.producer.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.alerts.AlertConsumer;
import org.tiendo.producer.alerts.AlertHandler;

/**
 * Ends a command that runs until it is told to: on Ctrl-C or SIGTERM it stops the work, interrupts what does not end
 * in time, and ends the process with exit code 0, for being told to stop is no failure.
 */
final class StopSignal {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final long HANDLER_MAY_TAKE_MILLIS = 500;
    private static final long ALL_MAY_TAKE_MILLIS = 1_300;

    private final CountDownLatch handled = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final LongRun work;
    private final Thread runner = Thread.currentThread();

    private StopSignal(LongRun work) {
        this.work = work;
    }

    /** What goes on until it is told to stop. */
    interface LongRun extends AutoCloseable {
        void run();

        /** Ends {@link #run}; any thread may call it. */
        void stop();

        @Override
        void close();
    }

    /** Runs the handler until it ends or a signal comes, then the last words, then closes the consumer. */
    static void runUntilStopped(AlertConsumer consumer, AlertHandler handler, Runnable started, Runnable lastWords) {
        runUntilStopped(
                new LongRun() {
                    @Override
                    public void run() {
                        consumer.run(handler, started);
                    }

                    @Override
                    public void stop() {
                        consumer.stop();
                    }

                    @Override
                    public void close() {
                        consumer.close();
                    }
                },
                lastWords);
    }

    /** Works until the work ends or a signal comes, then says the last words, then closes it. */
    static void runUntilStopped(LongRun work, Runnable lastWords) {
        StopSignal signal = new StopSignal(work);
        Thread hook = new Thread(signal::stop, "stop-command");
        Runtime.getRuntime().addShutdownHook(hook);
        try (work) {
            signal.run();
            lastWords.run();
        } finally {
            signal.ended.countDown();
            forget(hook);
        }
    }

    private void run() {
        try {
            work.run();
        } finally {
            synchronized (this) {
                handled.countDown();
            }
        }
    }

    /** What comes after the handler must not be interrupted: the group would not hear that this member leaves. */
    private synchronized void interruptHandler() {
        if (handled.getCount() > 0) {
            runner.interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The process is being ended", e);
        }
    }

    private void stop() {
        try {
            work.stop();
            if (!handled.await(HANDLER_MAY_TAKE_MILLIS, TimeUnit.MILLISECONDS)) {
                interruptHandler();
            }
            if (!ended.await(ALL_MAY_TAKE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("It did not end in time and was ended; what was not committed is delivered again");
            }
            // The exit code of a process that ends by a signal is not 0, unless it ends itself.
            Runtime.getRuntime().halt(ProducerCommand.OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
