package org.tiendo.producer.replay;

import java.util.List;
import java.util.Map;

/**
 * What a replay did.
 *
 * @param lines lines that held a record
 * @param recordsByTopic records sent; a clock tick counts once for each partition
 * @param tombstones records without a value
 * @param raw values that are no record of the contract, sent as the bytes given
 * @param whyRaw for the first few of those, the line and what does not fit
 */
public record ReplaySummary(
        long lines, Map<String, Long> recordsByTopic, long tombstones, long raw, List<String> whyRaw) {
    public ReplaySummary {
        whyRaw = List.copyOf(whyRaw);
    }

    /** For people, a few lines. */
    public String describe() {
        StringBuilder text = new StringBuilder("Replayed " + lines + " lines:");
        recordsByTopic.forEach((topic, count) ->
                text.append("\n  ").append(topic).append(": ").append(count).append(" records"));
        if (tombstones > 0) {
            text.append("\n  of them without a value: ").append(tombstones);
        }
        if (raw > 0) {
            text.append("\n  of them sent as raw bytes, because they do not fit the contract: ")
                    .append(raw);
            whyRaw.forEach(why -> text.append("\n    ").append(why));
            if (raw > whyRaw.size()) {
                text.append("\n    ... and ").append(raw - whyRaw.size()).append(" more");
            }
        }
        return text.toString();
    }
}
