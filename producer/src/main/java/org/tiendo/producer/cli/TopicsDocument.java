package org.tiendo.producer.cli;

import org.apache.avro.Schema;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;

/** docs/topics.md, written from the catalogue of topics. */
final class TopicsDocument {
    private TopicsDocument() {}

    static String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# Topics\n\n")
                .append(
                        "Generated from `org.tiendo.contract.Topics`; do not edit. Keys are UTF-8 strings. Values are Avro in\n")
                .append(
                        "Confluent's wire format, under the subject `<topic>-value`, unless the table says otherwise. N is\n")
                .append("chosen once for an installation: 8 on a cluster, 4 in the embedded stack.\n\n")
                .append("| topic | partitions | key | value | kept | written by | settings |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Topic topic : Topics.all()) {
            text.append("| `")
                    .append(topic.name())
                    .append("` | ")
                    .append(topic.onePartition() ? "1" : "N")
                    .append(" | ")
                    .append(topic.key().replace("|", "\\|"))
                    .append(" | ")
                    .append(value(topic))
                    .append(" | ")
                    .append(kept(topic))
                    .append(" | ")
                    .append(topic.writer())
                    .append(" | ");
            topic.config()
                    .forEach((key, value) -> text.append('`')
                            .append(key)
                            .append('=')
                            .append(value)
                            .append("` "));
            text.append("|\n");
        }
        text.append(
                        "\nBesides these, each trusted writer (`--writers NAME=UNIT`) has a topic `tiendo.intake.NAME`, which only\n")
                .append("it may write to; partitions, key, value and settings are those of `tiendo.progress`.\n");
        return text.toString();
    }

    private static String value(Topic topic) {
        Schema schema = topic.valueSchema();
        if (schema != null) {
            return "`" + schema.getName() + "`";
        }
        return topic.equals(Topics.DEAD_LETTERS) ? "the bytes as found" : "registry-free";
    }

    static String kept(Topic topic) {
        return switch (topic.keep()) {
            case FOR_EVER -> "for ever";
            case NEWEST_PER_KEY -> "newest per key";
            case THIRTY_DAYS -> "30 days";
        };
    }
}
