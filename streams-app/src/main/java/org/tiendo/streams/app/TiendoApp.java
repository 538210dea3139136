package org.tiendo.streams.app;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.producer.Connection;
import org.tiendo.producer.setup.TopicSetup;
import org.tiendo.streams.TiendoTopology;
import org.tiendo.streams.access.Door;
import org.tiendo.streams.access.Guard;
import org.tiendo.streams.access.OpenDoor;
import org.tiendo.streams.contract.Pipeline;
import org.tiendo.streams.contract.PublicSerde;
import org.tiendo.streams.ingest.RegistryPatience;
import org.tiendo.streams.serving.NotReady;
import org.tiendo.streams.serving.QueryServer;
import org.tiendo.streams.serving.ServingConfig;
import org.tiendo.streams.serving.StoreReads;

/** One running instance: pipeline, query API and clock. Started as a whole, closed as a whole. */
public final class TiendoApp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TiendoApp.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(6);
    private static final String AVRO_LIMIT = "org.apache.avro.limits.";
    private static final String LARGEST_AVRO_FIELD = String.valueOf(1024 * 1024);

    private final RegistryPatience patience = new RegistryPatience();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final AppConfig config;
    private @Nullable StoreReads reads;
    private Door door = new OpenDoor();

    private TiendoApp(AppConfig config) {
        this.config = config;
    }

    /**
     * Starts an instance. It answers 503 until its stores are restored.
     *
     * @throws org.tiendo.producer.OperationFailedException when topics or schemas are missing or do not fit
     * @throws UncheckedIOException when the HTTP port is taken
     */
    public static TiendoApp start(AppConfig config) {
        TiendoApp app = new TiendoApp(config);
        try {
            app.open();
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
        return app;
    }

    /** The port the query API answers on. */
    public int port() {
        return opened.stream()
                .filter(QueryServer.class::isInstance)
                .map(QueryServer.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not started"))
                .port();
    }

    private void open() {
        config.refuseOpenDoor();
        limitAvro();
        Connection connection = config.connection();
        AppConfig.PipelineConfig settings = config.pipeline();
        new TopicSetup(connection, settings.partitions(), (short) settings.replicationFactor())
                .with(settings.writers())
                .check();
        SchemaRegistryClient registry = keep(connection.newRegistryClient());
        new SchemaWarmUp(registry).run();
        KafkaAvroSerializer serializer = connection.newSerializer(registry);
        Pipeline pipeline = new Pipeline(
                settings.partitions(),
                settings.settleEvery(),
                registry,
                PublicSerde.writing(serializer),
                config.judging().alerts(),
                config.judging().calendar(),
                settings.writers(),
                System::nanoTime);
        KafkaStreams streams = startStreams(pipeline);
        PrometheusMeterRegistry metrics = metricsOf(streams);
        CatchUp catchUp = keep(CatchUp.follow(
                Admin.create(connection.clientSettings()), settings.applicationId(), settings.writers()));
        reads = new StoreReads(streams, settings.partitions(), advertised(), catchUp::reason);
        door = Guard.of(config.access(), InstantSource.system(), System::nanoTime);
        keep(new QueryServer(
                        new ServingConfig(config.http().host(), config.http().port()),
                        reads,
                        metrics,
                        this::outsideReasons,
                        keep(ReportsWayIn.open(config, reads.trail(), metrics)).door(),
                        door)
                .start());
        if (config.clock() == AppConfig.Clock.LIVE) {
            startClock();
        }
    }

    /** Lets the machine's clock drive the business clock from now on. */
    public void startClock() {
        keep(ClockSource.start(config.connection(), config.pipeline().partitions()));
    }

    /** Up to when the answers of this instance are complete; empty while it does not know. */
    public Optional<Instant> dataThrough() {
        if (reads == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reads.moment().dataThrough());
        } catch (NotReady e) {
            return Optional.empty();
        }
    }

    /** Waits until the pipeline has stopped for good, and says why; closing the app is no failure. */
    public String awaitFailure() throws InterruptedException {
        try {
            return failure.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a failure is only ever completed with its reason", e);
        }
    }

    /** Why this instance cannot answer yet; empty when it can. */
    public List<String> unreadiness() {
        return reads == null ? List.of("not started") : reads.unreadiness();
    }

    /** Avro must not make more of a small message than the message can hold; read once, before the first decoding. */
    private static void limitAvro() {
        for (String limited : List.of("bytes", "string", "collectionItems")) {
            System.setProperty(AVRO_LIMIT + limited + ".maxLength", LARGEST_AVRO_FIELD);
        }
    }

    private KafkaStreams startStreams(Pipeline pipeline) {
        int openedBefore = opened.size();
        try {
            return startOnce(pipeline);
        } catch (ProcessorStateException e) {
            // It holds locks in the directory that is moved.
            closeDownTo(openedBefore);
            setAside(config.pipeline().stateDirectory(), e);
            return startOnce(pipeline);
        }
    }

    private KafkaStreams startOnce(Pipeline pipeline) {
        Properties properties = StreamsSettings.of(config);
        KafkaStreams streams =
                new KafkaStreams(TiendoTopology.build(new StreamsConfig(properties), pipeline, patience), properties);
        AutoCloseable closing = () ->
                streams.close(CloseOptions.timeout(CLOSE_WITHIN).withGroupMembershipOperation(membershipAtClose()));
        opened.push(closing);
        FailurePolicy policy = new FailurePolicy(InstantSource.system());
        streams.setUncaughtExceptionHandler(policy);
        streams.setStateListener((state, before) -> {
            if (state == KafkaStreams.State.PENDING_ERROR || state == KafkaStreams.State.ERROR) {
                failure.complete(policy.newestFailure());
            }
        });
        streams.start();
        return streams;
    }

    /** A named instance comes back and finds its partitions waiting; an unnamed one hands them over at once. */
    private CloseOptions.GroupMembershipOperation membershipAtClose() {
        return config.pipeline().instanceId() == null
                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP;
    }

    /** Stores that cannot be opened are moved away; Kafka restores them. */
    private static void setAside(Path stateDirectory, ProcessorStateException cause) {
        try {
            Path aside =
                    Files.createTempDirectory(stateDirectory.toAbsolutePath().getParent(), "broken-stores-");
            Files.move(stateDirectory, aside.resolve(stateDirectory.getFileName()));
            LOG.error("The stores could not be opened; moved to {} and restored from Kafka", aside, cause);
        } catch (IOException e) {
            throw new UncheckedIOException("could not move broken stores out of " + stateDirectory, e);
        }
    }

    private PrometheusMeterRegistry metricsOf(KafkaStreams streams) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        opened.push(metrics::close);
        keep(new KafkaStreamsMetrics(streams)).bindTo(metrics);
        new JvmMemoryMetrics().bindTo(metrics);
        return metrics;
    }

    private @Nullable HostInfo advertised() {
        String advertised = config.http().advertised();
        return advertised == null ? null : HostInfo.buildFromEndpoint(advertised);
    }

    private List<String> outsideReasons() {
        List<String> reasons = new ArrayList<>();
        if (patience.isWaiting()) {
            reasons.add("the schema registry does not answer and a record waits for it");
        }
        reasons.addAll(door.unreadiness());
        if (failure.isDone()) {
            reasons.add("the pipeline has stopped for good: " + failure.join());
        }
        return reasons;
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes what was opened, newest first. */
    @Override
    public synchronized void close() {
        patience.close();
        closeDownTo(0);
    }

    private void closeDownTo(int left) {
        while (opened.size() > left) {
            AutoCloseable resource = opened.pop();
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("Could not close {} cleanly", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
