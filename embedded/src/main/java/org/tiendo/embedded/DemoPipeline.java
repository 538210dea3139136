package org.tiendo.embedded;

/** The pipeline and its query API, as the demo starts them on its stack. */
public interface DemoPipeline {
    /**
     * Starts it with a clock that stands still; returns when the API answers, if only that it is not ready.
     *
     * @param auth whether callers need a token of the data directory's file
     */
    Running start(EmbeddedStack stack, int httpPort, boolean auth);

    /** A pipeline that runs. */
    interface Running extends AutoCloseable {
        /** The API's base URL. */
        String url();

        /** Lets the machine's clock drive the business clock from now on. */
        void startClock();

        /** Whether everything published so far is in the API's answers. */
        boolean hasCaughtUp();

        /** Waits until the pipeline has stopped for good, and says why; for ever when it does not. */
        String awaitFailure() throws InterruptedException;

        @Override
        void close();
    }
}
