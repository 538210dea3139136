package org.tiendo.producer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.spool.KafkaOutlet;
import org.tiendo.producer.spool.Outlet;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolSettings;

/** Puts a {@link ProgressReporter} together. Nothing but {@link #connection} is needed. */
public final class ProgressReporterBuilder {
    /** How long a send waits for what is published to be read. */
    private static final Duration DEFINITIONS_PATIENCE = Duration.ofSeconds(5);

    private Connection connection = new Connection("localhost:9092", "http://localhost:8081");
    private Topic topic = Topics.PROGRESS;
    private Optional<ContractProducer> producer = Optional.empty();
    private Optional<Path> spool = Optional.empty();
    private Optional<Outlet> outlet = Optional.empty();
    private SpoolSettings spoolSettings = SpoolSettings.DEFAULTS;
    private Optional<Supplier<PublishedDefinitions>> definitions = Optional.empty();
    private boolean checkedByPublished;
    private MeterRegistry meters = new CompositeMeterRegistry();
    private Clock clock = Clock.systemUTC();

    ProgressReporterBuilder() {}

    /** Where to send; without it Kafka and registry on this machine's usual ports. */
    public ProgressReporterBuilder connection(Connection value) {
        connection = value;
        return this;
    }

    /**
     * Writes to the topic of a trusted writer instead of {@code tiendo.progress}: what the broker lets an account do there
     * says for which unit it speaks.
     *
     * @param name as given to {@code tiendo writer add}
     * @throws IllegalArgumentException when it is no name of a writer
     */
    public ProgressReporterBuilder writer(String name) {
        topic = Writer.topicOf(name);
        return this;
    }

    /** A producer made elsewhere; the reporter closes it. */
    public ProgressReporterBuilder producer(ContractProducer value) {
        producer = Optional.of(value);
        return this;
    }

    /**
     * Keeps each report in a directory of this machine until it is delivered. One directory serves one program at a time;
     * what it holds when the program ends goes out when it is opened again.
     */
    public ProgressReporterBuilder spool(Path directory) {
        spool = Optional.of(directory);
        return this;
    }

    /** How the spool behaves; {@link SpoolSettings#DEFAULTS} without. */
    public ProgressReporterBuilder spoolSettings(SpoolSettings value) {
        spoolSettings = value;
        return this;
    }

    /** Where the spool drains to, instead of Kafka; the reporter closes it. Of use with {@link #spool} only. */
    public ProgressReporterBuilder outlet(Outlet value) {
        outlet = Optional.of(value);
        return this;
    }

    /**
     * Refuses on the spot also what the pipeline would refuse by the task's definition, as published at that moment. The
     * account must be allowed to read the topics of definitions. Where these cannot be read in time nothing is refused by
     * them: the report goes out and the pipeline judges it. A report on a task that is not published goes out too.
     */
    public ProgressReporterBuilder checkAgainstPublished() {
        checkedByPublished = true;
        return this;
    }

    /** As {@link #checkAgainstPublished}, by a reader of the caller's: it must read to the topics' end each time. */
    public ProgressReporterBuilder checkAgainst(Supplier<PublishedDefinitions> reader) {
        definitions = Optional.of(reader);
        return this;
    }

    /** Where to count and time; without it nowhere. */
    public ProgressReporterBuilder meters(MeterRegistry value) {
        meters = value;
        return this;
    }

    /** What time it is: reports are checked against it and stamped with it. */
    public ProgressReporterBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * Connects on first use.
     *
     * @throws OperationFailedException when the settings cannot be used
     * @throws org.tiendo.producer.spool.SpoolInUseException when another program has the spool's directory
     */
    public ProgressReporter build() {
        Optional<Spool> opened = spool.map(this::openSpool);
        ReportRoute route =
                opened.<ReportRoute>map(SpoolRoute::new).orElseGet(() -> new DirectRoute(newProducer(), topic, clock));
        Connection published = connection;
        Optional<DefinitionCheck> check = definitions
                .or(() -> checkedByPublished ? Optional.of(() -> read(published)) : Optional.empty())
                .map(reader -> new DefinitionCheck(reader, DEFINITIONS_PATIENCE));
        return new ProgressReporter(route, opened, check, new ReporterMeters(meters), clock);
    }

    private Spool openSpool(Path directory) {
        Outlet to = outlet.orElseGet(() -> newOutlet());
        try {
            return Spool.open(directory, spoolSettings, to, clock);
        } catch (RuntimeException e) {
            to.close();
            throw e;
        }
    }

    private Outlet newOutlet() {
        Connection to = connection;
        return producer.<Outlet>map(given -> new KafkaOutlet(given, topic, clock))
                .orElseGet(() -> KafkaOutlet.by(() -> new ContractProducer(to), topic, clock));
    }

    private ContractProducer newProducer() {
        return producer.orElseGet(() -> new ContractProducer(connection));
    }

    private static PublishedDefinitions read(Connection from) {
        try (DefinitionReader reader = new DefinitionReader(from, new KafkaConsumer<>(from.consumerSettings(null)))) {
            return reader.readAll();
        }
    }
}
