package org.tiendo.producer.alerts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Topic;

/**
 * Which alerts to read, and from where on.
 *
 * @param kinds the kinds of alerts, each a topic
 * @param group the consumer group that remembers how far its members have come; null where nothing is remembered
 * @param fromFirst where nothing is remembered: from the first alert the topics hold, else from now on. A new group
 *     always begins at the first
 */
public record AlertSubscription(
        Set<AlertKind> kinds, @Nullable String group, boolean fromFirst) {
    public AlertSubscription {
        kinds = Set.copyOf(kinds);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("no kind of alert to read");
        }
    }

    /** All kinds, shared out among the members of a group, which goes on from where it was. */
    public static AlertSubscription ofGroup(String group) {
        return new AlertSubscription(Set.of(AlertKind.values()), group, true);
    }

    /** All kinds, from now on, remembering nothing. */
    public static AlertSubscription fromNow() {
        return new AlertSubscription(Set.of(AlertKind.values()), null, false);
    }

    /** All kinds, from the first alert the topics hold, remembering nothing. */
    public static AlertSubscription fromBeginning() {
        return new AlertSubscription(Set.of(AlertKind.values()), null, true);
    }

    /** The same, of these kinds only. */
    public AlertSubscription of(Set<AlertKind> only) {
        return new AlertSubscription(only, group, fromFirst);
    }

    List<Topic> topics() {
        return kinds.stream().sorted().map(AlertKind::topic).toList();
    }
}
