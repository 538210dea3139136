package org.tiendo.streams.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.contract.Writer;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.streams.access.AccessConfig;
import org.tiendo.streams.access.Loopback;
import org.tiendo.streams.deadline.AlertPolicy;

/**
 * Everything that can be set about one instance of the app.
 *
 * @param connection Kafka and the schema registry, with settings passed on to every Kafka client
 * @param pipeline how the stream runs
 * @param http where the query API listens
 * @param clock who makes time pass
 * @param judging by what days alerts are raised and conditions fall due
 * @param intake how reports come in over HTTP
 * @param access whether callers need a token, and which ones are accepted
 */
public record AppConfig(
        Connection connection,
        PipelineConfig pipeline,
        HttpConfig http,
        Clock clock,
        JudgingConfig judging,
        IntakeConfig intake,
        AccessConfig access) {

    /** An instance that judges and takes reports in as usual, and asks nobody for a token. */
    public AppConfig(Connection connection, PipelineConfig pipeline, HttpConfig http, Clock clock) {
        this(connection, pipeline, http, clock, JudgingConfig.USUAL);
    }

    /** An instance that takes reports in as usual, and asks nobody for a token. */
    public AppConfig(
            Connection connection, PipelineConfig pipeline, HttpConfig http, Clock clock, JudgingConfig judging) {
        this(connection, pipeline, http, clock, judging, IntakeConfig.USUAL, AccessConfig.OFF);
    }

    /** @throws BadInputException when others than this machine could reach the API without a token */
    void refuseOpenDoor() {
        if (!access.on() && !Loopback.isLoopback(http.host())) {
            throw new BadInputException(
                    "the API would listen on " + http.host() + " and ask nobody for a token. Set auth"
                            + " to on (--auth on, TIENDO_AUTH=on) and make tokens with tiendo token create, or let it listen on"
                            + " 127.0.0.1 (--http-host)");
        }
    }

    /**
     * How reports come in over HTTP.
     *
     * @param most how many may be on their way to Kafka at once; a request that would be more is answered 429
     * @param spoolDirectory where they are kept while Kafka cannot be reached; null for a directory beside the stores
     * @param spoolBytes how much disk they may take there
     */
    public record IntakeConfig(int most, @Nullable Path spoolDirectory, long spoolBytes) {
        public static final int MOST = 20_000;
        public static final long SPOOL_MEBIBYTES = 256;
        public static final IntakeConfig USUAL = new IntakeConfig(MOST, null, SPOOL_MEBIBYTES * 1024 * 1024);
    }

    /** Where reports are kept while Kafka cannot be reached: not among the stores, which may be moved or deleted. */
    public Path spoolDirectory() {
        Path stores = pipeline.stateDirectory();
        Path set = intake.spoolDirectory();
        return set == null ? stores.resolveSibling(stores.getFileName() + "-spool") : set;
    }

    /**
     * By what days alerts are raised and conditions fall due. All instances of an installation need the same; starting
     * with another judges every assignment anew.
     *
     * @param alerts days of reminders, escalation and silence
     * @param calendar which days are worked
     */
    public record JudgingConfig(AlertPolicy alerts, WorkingCalendar calendar) {
        public static final JudgingConfig USUAL = new JudgingConfig(AlertPolicy.USUAL, CalendarFile.bundled());
    }

    /** Who makes time pass. */
    public enum Clock {
        /** The app ticks every minute. */
        LIVE,
        /** Only replayed ticks and record timestamps move the clock. */
        REPLAY
    }

    /**
     * How the stream runs.
     *
     * @param applicationId Kafka Streams' application.id; a fresh one reprocesses everything from the start
     * @param instanceId a name that this instance keeps over restarts, so that its partitions wait for it; null to let
     *     others take over at once
     * @param stateDirectory where stores are kept; what is lost there is restored from Kafka
     * @param partitions N, chosen once for an installation
     * @param replicationFactor of internal topics; -1 takes the broker's default
     * @param threads stream threads
     * @param settleEvery how often changes are settled
     * @param commitEvery how often a transaction is committed
     * @param writers systems that write reports to Kafka themselves, each to its own topic
     */
    public record PipelineConfig(
            String applicationId,
            @Nullable String instanceId,
            Path stateDirectory,
            int partitions,
            int replicationFactor,
            int threads,
            Duration settleEvery,
            Duration commitEvery,
            List<Writer> writers) {
        /** The number goes up with each version whose stores differ: it begins afresh, from what the topics hold. */
        public static final String APPLICATION_ID = "tiendo-3";

        public static final int PARTITIONS = 8;
        public static final Duration SETTLE_EVERY = Duration.ofMillis(100);
        public static final Duration COMMIT_EVERY = Duration.ofMillis(100);

        /** A pipeline without trusted writers. */
        public PipelineConfig(
                String applicationId,
                @Nullable String instanceId,
                Path stateDirectory,
                int partitions,
                int replicationFactor,
                int threads,
                Duration settleEvery,
                Duration commitEvery) {
            this(
                    applicationId,
                    instanceId,
                    stateDirectory,
                    partitions,
                    replicationFactor,
                    threads,
                    settleEvery,
                    commitEvery,
                    List.of());
        }
    }

    /**
     * Where the query API listens.
     *
     * @param host address to bind
     * @param port port to bind; 0 for a free one
     * @param advertised {@code host:port} at which other instances and clients reach it
     */
    public record HttpConfig(
            String host, int port, @Nullable String advertised) {}
}
