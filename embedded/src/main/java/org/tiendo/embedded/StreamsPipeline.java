package org.tiendo.embedded;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.streams.access.AccessConfig;
import org.tiendo.streams.app.AppConfig;
import org.tiendo.streams.app.AppConfig.Clock;
import org.tiendo.streams.app.AppConfig.HttpConfig;
import org.tiendo.streams.app.AppConfig.IntakeConfig;
import org.tiendo.streams.app.AppConfig.JudgingConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;
import org.tiendo.streams.app.TiendoApp;

/** The app of the streams module on the embedded stack. */
public final class StreamsPipeline implements DemoPipeline {
    private static final String HOST = "127.0.0.1";
    private static final int THREADS = 2;
    private static final int REPLICATION = 1;

    private final InstantSource time;

    public StreamsPipeline(InstantSource time) {
        this.time = time;
    }

    @Override
    public Running start(EmbeddedStack stack, int httpPort, boolean auth) {
        PipelineConfig pipeline = new PipelineConfig(
                PipelineConfig.APPLICATION_ID,
                // One instance owns the stack, so its partitions need not wait for a lost one's session to end.
                "embedded",
                stack.streamsDirectory(),
                StackOptions.PARTITIONS,
                REPLICATION,
                THREADS,
                PipelineConfig.SETTLE_EVERY,
                PipelineConfig.COMMIT_EVERY);
        // The clock starts later, when history has been published: a live tick before it would make all of it late.
        AppConfig config = new AppConfig(
                stack.connection(),
                pipeline,
                new HttpConfig(HOST, httpPort, null),
                Clock.REPLAY,
                JudgingConfig.USUAL,
                IntakeConfig.USUAL,
                new AccessConfig(auth, stack.dataDirectory().resolve(TokenFile.NAME), null));
        return new RunningApp(TiendoApp.start(config), time);
    }

    private static final class RunningApp implements Running {
        private final TiendoApp app;
        private final InstantSource time;
        private @Nullable Instant clockStarted;

        RunningApp(TiendoApp app, InstantSource time) {
            this.app = app;
            this.time = time;
        }

        @Override
        public String url() {
            return "http://" + HOST + ":" + app.port();
        }

        @Override
        public void startClock() {
            clockStarted = time.instant();
            app.startClock();
        }

        /** The first tick comes after everything published before it, so when it is through, all of that is. */
        @Override
        public boolean hasCaughtUp() {
            if (!app.unreadiness().isEmpty()) {
                return false;
            }
            Instant started = clockStarted;
            return started == null
                    || app.dataThrough()
                            .filter(through -> !through.isBefore(
                                    started.minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MINUTES)))
                            .isPresent();
        }

        @Override
        public String awaitFailure() throws InterruptedException {
            return app.awaitFailure();
        }

        @Override
        public void close() {
            app.close();
        }
    }
}
