package org.tiendo.streams.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final Admin admin;
    private final String applicationId;
    private final ScheduledExecutorService scheduler;
    private @Nullable Map<TopicPartition, Long> inputsThen;
    private @Nullable Map<TopicPartition, Long> stagesThen;
    private @Nullable Map<TopicPartition, Long> changesThen;
    private int looksToSettle = 3;
    private volatile @Nullable String reason = "what was published before the start has not been read yet";

    private CatchUp(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
        this.scheduler = Daemon.scheduler("tiendo-catch-up");
    }

    static CatchUp follow(Admin admin, String applicationId) {
        CatchUp catchUp = new CatchUp(admin, applicationId);
        // A look that fails is logged and repeated, so there is no outcome to wait for.
        var unused =
                catchUp.scheduler.scheduleWithFixedDelay(catchUp::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return catchUp;
    }

    /** Why queries have to wait; empty once everything was read, and from then on. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    private void look() {
        try {
            if (inputsThen == null) {
                inputsThen = ends(Topics.INPUTS.stream().map(Topic::name).toList());
            }
            if (isEmpty(inputsThen) || (hasRead(inputsThen, 0) && haveStagesRead())) {
                reason = null;
                scheduler.shutdown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException | TimeoutException e) {
            LOG.info("Could not see how far the application has read; looking again: {}", e.toString());
        }
    }

    /** Stage after stage: each one's end is only known when the one before has read, and rollup has settled. */
    private boolean haveStagesRead() throws ExecutionException, InterruptedException, TimeoutException {
        if (stagesThen == null) {
            stagesThen = ends(repartitions(InternalTopics.ALL));
        }
        if (changesThen == null) {
            if (!hasRead(stagesThen, MARKERS) || looksToSettle-- > 0) {
                return false;
            }
            changesThen = ends(repartitions(List.of(InternalTopics.CHANGES_BY_UNIT)));
        }
        return hasRead(changesThen, MARKERS);
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

    private List<String> repartitions(List<String> names) {
        return names.stream()
                .map(name -> applicationId + "-" + name + "-repartition")
                .toList();
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
