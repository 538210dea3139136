package org.tiendo.producer.cli;

import java.util.List;
import java.util.Set;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.NearestName;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.Version;
import org.tiendo.v1.TaskDefinition;

/** A task that somebody names on the command line, in all its versions. */
final class PublishedTask {
    private static final int SUGGESTIONS = 3;

    private PublishedTask() {}

    /**
     * Its versions, oldest first, at least one.
     *
     * @throws BadInputException when there is no such task; the message names those with the nearest ids
     */
    static List<Version<TaskDefinition>> versions(DefinitionReader definitions, String taskId) {
        List<Version<TaskDefinition>> versions = definitions.versionsOf(taskId);
        if (!versions.isEmpty()) {
            return versions;
        }
        Set<String> known = definitions.taskIds();
        if (known.contains(taskId)) {
            throw new BadInputException("nothing published under " + taskId + " is a sound definition of it");
        }
        throw new BadInputException(
                known.isEmpty()
                        ? "there is no task " + taskId + ": none is published yet"
                        : "there is no task " + taskId + ". Did you mean "
                                + String.join(", ", NearestName.nearest(taskId, known, SUGGESTIONS)) + "?");
    }
}
