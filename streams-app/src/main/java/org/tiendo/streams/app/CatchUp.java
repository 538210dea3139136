package org.tiendo.streams.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;
import org.tiendo.contract.Writer;
import org.tiendo.streams.contract.InternalTopics;

/**
 * Tells whether the application has read what was there when it started. Until then its totals would be invented
 * zeros or half a sum, so queries wait; afterwards answers say themselves up to when they are complete.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final long SECONDS_TO_ANSWER = 5;

    /** Between stages, the last offset of a transaction is its marker, which is not always committed by a reader. */
    private static final long MARKERS = 5;

    private static final int LOOKS_TO_SETTLE = 3;

    private final Admin admin;
    private final String applicationId;
    private final Deque<Stage> ahead;
    private final ScheduledExecutorService scheduler;
    private @Nullable Map<TopicPartition, Long> ends;
    private int looksLeft;
    private volatile @Nullable String reason = "what was published before the start has not been read yet";

    /**
     * Topics that are read before those of the next stage.
     *
     * @param fromOutside whether others write them
     * @param looksToSettle how often to look again, once they are read, before what was made of them is there
     */
    private record Stage(List<String> topics, boolean fromOutside, int looksToSettle) {}

    private CatchUp(Admin admin, String applicationId, List<Stage> stages) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.ahead = new ArrayDeque<>(stages);
        this.scheduler = Daemon.scheduler("tiendo-catch-up");
    }

    /** @param writers whose topics are read besides the contract's */
    static CatchUp follow(Admin admin, String applicationId, List<Writer> writers) {
        CatchUp catchUp = new CatchUp(admin, applicationId, stages(applicationId, writers));
        // A look that fails is logged and repeated, so there is no outcome to wait for.
        var unused =
                catchUp.scheduler.scheduleWithFixedDelay(catchUp::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return catchUp;
    }

    /** Each stage's end is only known when the one before has been read, and rollup has settled before the last. */
    private static List<Stage> stages(String applicationId, List<Writer> writers) {
        List<Stage> stages = new ArrayList<>();
        stages.add(new Stage(
                Stream.concat(Topics.INPUTS.stream(), writers.stream().map(Writer::topic))
                        .map(Topic::name)
                        .toList(),
                true,
                0));
        if (!writers.isEmpty()) {
            stages.add(between(applicationId, 0, List.of(InternalTopics.WRITTEN_REPORTS)));
            stages.add(between(applicationId, 0, List.of(InternalTopics.CHECKED_REPORTS)));
        }
        stages.add(between(applicationId, LOOKS_TO_SETTLE, InternalTopics.ALL));
        stages.add(between(applicationId, 0, List.of(InternalTopics.CHANGES_BY_UNIT)));
        return stages;
    }

    private static Stage between(String applicationId, int looksToSettle, List<String> names) {
        return new Stage(
                names.stream()
                        .map(name -> applicationId + "-" + name + "-repartition")
                        .toList(),
                false,
                looksToSettle);
    }

    /** Why queries have to wait; empty once everything was read, and from then on. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    private void look() {
        try {
            boolean advanced = true;
            while (advanced && !ahead.isEmpty()) {
                advanced = isRead(ahead.element());
            }
            if (ahead.isEmpty()) {
                reason = null;
                scheduler.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException | TimeoutException e) {
            LOG.info("Could not see how far the application has read; looking again: {}", e.toString());
        }
    }

    /** Goes on to the next stage when this one is read; past all of them when nothing was ever published. */
    private boolean isRead(Stage stage) throws ExecutionException, InterruptedException, TimeoutException {
        if (ends == null) {
            ends = ends(stage.topics());
            looksLeft = stage.looksToSettle();
        }
        if (stage.fromOutside() && isEmpty(ends)) {
            ahead.clear();
        } else if (hasRead(ends, stage.fromOutside() ? 0 : MARKERS) && looksLeft-- <= 0) {
            ahead.remove();
            ends = null;
        } else {
            return false;
        }
        return true;
    }

    private boolean hasRead(Map<TopicPartition, Long> ends, long tolerated)
            throws ExecutionException, InterruptedException, TimeoutException {
        long behind = behind(ends, tolerated);
        reason = behind == 0
                ? "what was published before the start is being added up"
                : behind + " records published before the start have not been read yet";
        return behind == 0;
    }

    private static boolean isEmpty(Map<TopicPartition, Long> ends) {
        return ends.values().stream().allMatch(end -> end == 0);
    }

    private Map<TopicPartition, Long> ends(List<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(topics)
                .allTopicNames()
                .get(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .values()) {
            topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private long behind(Map<TopicPartition, Long> ends, long tolerated)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        List<Long> lags = new ArrayList<>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata read = committed.get(partition);
            long lag = end - (read == null ? 0 : read.offset());
            lags.add(lag <= tolerated ? 0 : lag);
        });
        return lags.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}
