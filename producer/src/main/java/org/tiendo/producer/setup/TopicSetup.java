package org.tiendo.producer.setup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;

/**
 * Creates the topics of the contract and checks the ones that exist. Their number of partitions is chosen once for an
 * installation, because keys are placed by it.
 */
public final class TopicSetup {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(100);

    private final Connection connection;
    private final FailureAdvice advice;
    private final int partitions;
    private final short replication;
    private final @Nullable RecordTimestamps timestamps;
    private final List<Topic> topics;

    /**
     * With timestamps as they come: topics created here take the sender's, and existing ones may be either way.
     *
     * @param partitions N of every topic that is spread
     * @param replication replicas of topics created here; what exists keeps its own
     */
    public TopicSetup(Connection connection, int partitions, short replication) {
        this(connection, partitions, replication, null);
    }

    /**
     * With timestamps demanded of the input topics.
     *
     * @param timestamps whose time they carry; null for either
     */
    public TopicSetup(Connection connection, int partitions, short replication, @Nullable RecordTimestamps timestamps) {
        this(connection, partitions, replication, timestamps, Topics.all());
    }

    private TopicSetup(
            Connection connection,
            int partitions,
            short replication,
            @Nullable RecordTimestamps timestamps,
            List<Topic> topics) {
        this.connection = connection;
        this.advice = new FailureAdvice(connection);
        this.partitions = partitions;
        this.replication = replication;
        this.timestamps = timestamps;
        this.topics = topics;
    }

    /** The same for the topics of trusted writers, besides those of the contract. */
    public TopicSetup with(Collection<Writer> writers) {
        List<Topic> more = new ArrayList<>(topics);
        writers.forEach(writer -> more.add(writer.topic()));
        return new TopicSetup(connection, partitions, replication, timestamps, more);
    }

    /**
     * Creates what is missing and checks everything.
     *
     * @return names of the topics created
     * @throws OperationFailedException when Kafka cannot be reached or refuses, or when a topic is not as it should be
     */
    public List<String> createAndCheck() {
        try (Admin admin = connect()) {
            List<String> created = create(admin);
            long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
            // A broker may lag behind the controller that created them.
            while (found(admin).size() < topics.size() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
            }
            refuse(problems(admin));
            return created;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Checks without creating; see {@link #createAndCheck}. */
    public void check() {
        refuse(problems());
    }

    /** The number of partitions that an installation has chosen; empty where it has no topics yet. */
    public static OptionalInt partitionsInUse(Connection connection) {
        TopicSetup setup = new TopicSetup(connection, 1, (short) 1);
        try (Admin admin = setup.connect()) {
            TopicDescription tasks = setup.found(admin).get(Topics.TASKS.name());
            return tasks == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(tasks.partitions().size());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Whose time the records of an installation carry; empty where it has no topics yet. */
    public static Optional<RecordTimestamps> timestampsInUse(Connection connection) {
        TopicSetup setup = new TopicSetup(connection, 1, (short) 1);
        String name = Topics.PROGRESS.name();
        try (Admin admin = setup.connect()) {
            if (!setup.found(admin).containsKey(name)) {
                return Optional.empty();
            }
            Config config = setup.configs(admin, List.of(name)).get(name);
            return config == null ? Optional.empty() : Optional.of(RecordTimestamps.of(settings(config)));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Everything that is not as it should be; empty when all is well. */
    public List<TopicProblem> problems() {
        try (Admin admin = connect()) {
            return problems(admin);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private Admin connect() {
        try {
            return Admin.create(connection.adminSettings());
        } catch (KafkaException e) {
            throw new OperationFailedException(advice.adviseOn(e), e);
        }
    }

    private void refuse(List<TopicProblem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        if (problems.size() == topics.size() && problems.stream().allMatch(TopicCheck::isMissing)) {
            throw new OperationFailedException("Kafka has none of the topics. Create them: tiendo topics --create");
        }
        throw new OperationFailedException(
                String.join("\n", problems.stream().map(TopicProblem::toString).toList()));
    }

    private List<String> create(Admin admin) throws InterruptedException {
        Map<String, TopicDescription> found = found(admin);
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !found.containsKey(topic.name()))
                .map(topic ->
                        new NewTopic(topic.name(), topic.partitions(partitions), replication).configs(config(topic)))
                .toList();
        List<String> created = new ArrayList<>();
        for (Map.Entry<String, KafkaFuture<Void>> one :
                admin.createTopics(missing).values().entrySet()) {
            try {
                one.getValue().get();
                created.add(one.getKey());
            } catch (ExecutionException e) {
                // Another instance was faster: the check that follows looks at its work.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw failed("could not create " + one.getKey(), e);
                }
            }
        }
        return created;
    }

    private Map<String, String> config(Topic topic) {
        return timestamps == null ? topic.config() : timestamps.configOf(topic);
    }

    private List<TopicProblem> problems(Admin admin) throws InterruptedException {
        TopicCheck check = new TopicCheck(partitions, timestamps);
        Map<String, TopicDescription> found = found(admin);
        Map<String, Config> configs = configs(admin, List.copyOf(found.keySet()));
        List<TopicProblem> problems = new ArrayList<>();
        for (Topic topic : topics) {
            TopicDescription description = found.get(topic.name());
            Config config = configs.get(topic.name());
            if (description == null || config == null) {
                problems.add(check.missing(topic));
            } else {
                problems.addAll(check.check(topic, description.partitions().size(), settings(config)));
            }
        }
        return problems;
    }

    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            settings.put(entry.name(), entry.value());
        }
        return settings;
    }

    private Map<String, TopicDescription> found(Admin admin) throws InterruptedException {
        Map<String, TopicDescription> found = new HashMap<>();
        List<String> names = topics.stream().map(Topic::name).toList();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> one :
                admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                found.put(one.getKey(), one.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed("could not look at " + one.getKey(), e);
                }
            }
        }
        return found;
    }

    private Map<String, Config> configs(Admin admin, List<String> names) throws InterruptedException {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<String, Config> configs = new HashMap<>();
        try {
            admin.describeConfigs(resources)
                    .all()
                    .get()
                    .forEach((resource, config) -> configs.put(resource.name(), config));
        } catch (ExecutionException e) {
            throw failed("could not read topic settings", e);
        }
        return configs;
    }

    private OperationFailedException failed(String what, ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new OperationFailedException(what + ": " + advice.adviseOn(cause), cause);
    }

    private static OperationFailedException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new OperationFailedException("Interrupted while waiting for Kafka", e);
    }
}
