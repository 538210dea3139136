package org.tiendo.producer.alerts;

import java.util.Arrays;
import java.util.Optional;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Topics;

/** What an alert is about: the kinds of the contract, each with its topic and its words. */
public enum AlertKind {
    OVERDUE("overdue", "quá hạn"),
    DUE_SOON("due-soon", "sắp đến hạn"),
    SILENT("silent", "chưa báo cáo"),
    INDICATOR("indicator", "chỉ tiêu");

    private final String word;
    private final String wordVi;

    AlertKind(String word, String wordVi) {
        this.word = word;
        this.wordVi = wordVi;
    }

    /** As in the record and on the command line: {@code due-soon}. */
    public String word() {
        return word;
    }

    /** For officials, in Vietnamese. */
    public String wordVi() {
        return wordVi;
    }

    public Topic topic() {
        return switch (this) {
            case OVERDUE -> Topics.ALERTS_OVERDUE;
            case DUE_SOON -> Topics.ALERTS_DUE_SOON;
            case SILENT -> Topics.ALERTS_SILENT;
            case INDICATOR -> Topics.ALERTS_INDICATORS;
        };
    }

    /** The kind with this word. */
    public static Optional<AlertKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The kind whose alerts a topic holds. */
    public static Optional<AlertKind> ofTopic(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.topic().name().equals(name))
                .findFirst();
    }
}
