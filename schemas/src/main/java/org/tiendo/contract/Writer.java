package org.tiendo.contract;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tiendo.contract.Topic.Keep;
import org.tiendo.v1.ProgressReport;

/**
 * A system that may write reports to Kafka itself, for one unit and those below it. It has a topic of its own, so that
 * what the broker lets it do says who it is.
 *
 * @param name lower-case letters, digits and hyphens, at most 64: no dot, so that no writer's topic begins another's
 * @param unitId the unit it speaks for
 */
public record Writer(String name, String unitId) {
    private static final String PREFIX = "tiendo.intake.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

    /** @throws IllegalArgumentException when the name or the unit's id is of no such form */
    public Writer {
        checkName(name);
        if (!Ids.isValid(unitId)) {
            throw new IllegalArgumentException("'" + unitId + "' is no id of a unit");
        }
    }

    /**
     * Reads a list as in settings: {@code ministry=ha-noi,portal=da-nang}.
     *
     * @throws IllegalArgumentException when one is of no such form, or two have one name
     */
    public static List<Writer> parseAll(String list) {
        Map<String, Writer> writers = new LinkedHashMap<>();
        for (String each : list.split(",", -1)) {
            String[] parts = each.strip().split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("'" + each.strip() + "' is not of the form NAME=UNIT");
            }
            Writer writer = new Writer(parts[0].strip(), Normalizer.normalize(parts[1].strip(), Normalizer.Form.NFC));
            if (writers.put(writer.name(), writer) != null) {
                throw new IllegalArgumentException("'" + writer.name() + "' is there twice");
            }
        }
        return List.copyOf(writers.values());
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of a writer: lower-case letters, digits and hyphens between them, at most 64");
        }
    }

    /** Its topic. */
    public Topic topic() {
        return topicOf(name);
    }

    /**
     * The topic of the writer of a name.
     *
     * @throws IllegalArgumentException when no writer can have that name
     */
    public static Topic topicOf(String name) {
        checkName(name);
        TrustedClasses.addContracts();
        return new Topic(
                PREFIX + name, ProgressReport.getClassSchema(), false, Keep.FOR_EVER, "taskId", "writer " + name);
    }

    static boolean isIntake(String topic) {
        return topic.startsWith(PREFIX);
    }

    /** As in settings: {@code name=unitId}. */
    @Override
    public String toString() {
        return name + "=" + unitId;
    }
}
