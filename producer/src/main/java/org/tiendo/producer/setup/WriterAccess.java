package org.tiendo.producer.setup;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.tiendo.contract.Topic;
import org.tiendo.producer.Connection;
import org.tiendo.producer.FailureAdvice;
import org.tiendo.producer.OperationFailedException;

/**
 * Which accounts the broker lets write to a trusted writer's topic. Rules name that topic literally: a prefix would open
 * the topics of others whose names begin alike.
 */
public final class WriterAccess {
    private static final String ANYWHERE = "*";

    /** What {@link #allow} gives; the app's own right to read the topic is another. */
    private static final AccessControlEntryFilter WRITING =
            new AccessControlEntryFilter(null, null, AclOperation.WRITE, AclPermissionType.ALLOW);

    private final Connection connection;
    private final FailureAdvice advice;

    public WriterAccess(Connection connection) {
        this.connection = connection;
        this.advice = new FailureAdvice(connection);
    }

    /**
     * Lets an account write to the writer's topic and to no other.
     *
     * @param topic {@link org.tiendo.contract.Writer#topic}
     * @param principal the account as Kafka names it: {@code User:portal}
     * @throws OperationFailedException when Kafka cannot be reached, or keeps nobody from anything
     */
    public void allow(Topic topic, String principal) {
        withAdmin(
                topic,
                admin -> admin.createAcls(List.of(new AclBinding(
                                new ResourcePattern(ResourceType.TOPIC, topic.name(), PatternType.LITERAL),
                                new AccessControlEntry(
                                        principal, ANYWHERE, AclOperation.WRITE, AclPermissionType.ALLOW))))
                        .all()
                        .get());
    }

    /**
     * Takes back every account's right to write to the writer's topic.
     *
     * @return the rules that were removed; none when nobody had access
     * @throws OperationFailedException as {@link #allow} does
     */
    public Collection<AclBinding> revoke(Topic topic) {
        ResourcePatternFilter pattern =
                new ResourcePatternFilter(ResourceType.TOPIC, topic.name(), PatternType.LITERAL);
        return withAdmin(
                topic,
                admin -> admin.deleteAcls(List.of(new AclBindingFilter(pattern, WRITING)))
                        .all()
                        .get());
    }

    private interface Call<T> {
        T on(Admin admin) throws InterruptedException, ExecutionException;
    }

    private <T> T withAdmin(Topic topic, Call<T> call) {
        try (Admin admin = Admin.create(connection.adminSettings())) {
            return call.on(admin);
        } catch (ExecutionException e) {
            throw failure(topic, e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failure(topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("Interrupted while waiting for Kafka", e);
        }
    }

    private OperationFailedException failure(Topic topic, Throwable cause) {
        String what = cause instanceof SecurityDisabledException
                ? "Kafka at " + connection.bootstrapServers() + " has no authorizer: it keeps nobody from any topic."
                        + " Turn one on (authorizer.class.name), or leave --principal out"
                : advice.adviseOn(cause);
        return new OperationFailedException(topic.name() + ": " + what, cause);
    }
}
