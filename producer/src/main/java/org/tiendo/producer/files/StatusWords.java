package org.tiendo.producer.files;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tiendo.v1.Status;

/** The words by which people name a status, with or without marks. */
public final class StatusWords {
    private static final Map<Status, List<String>> WORDS = Map.of(
            Status.NOT_STARTED,
                    List.of(
                            "Chưa thực hiện",
                            "Chưa bắt đầu",
                            "Chưa triển khai",
                            "Chưa làm",
                            "Not started",
                            "Not yet started"),
            Status.IN_PROGRESS,
                    List.of(
                            "Đang thực hiện",
                            "Đang triển khai",
                            "Đang làm",
                            "Đang tiến hành",
                            "In progress",
                            "Ongoing",
                            "Doing"),
            Status.DONE,
                    List.of(
                            "Hoàn thành",
                            "Đã hoàn thành",
                            "Đã thực hiện",
                            "Đã xong",
                            "Xong",
                            "Done",
                            "Completed",
                            "Complete",
                            "Finished"),
            Status.BLOCKED,
                    List.of(
                            "Vướng mắc",
                            "Gặp vướng mắc",
                            "Có vướng mắc",
                            "Khó khăn, vướng mắc",
                            "Bị vướng",
                            "Blocked",
                            "Stuck"));

    private static final Map<String, Status> BY_FOLDED_WORD = byFoldedWord();

    private StatusWords() {}

    /** The status that a word names; empty where it names none. A denial such as "chưa hoàn thành" names none. */
    static Optional<Status> named(String word) {
        return Optional.ofNullable(BY_FOLDED_WORD.get(CellText.fold(word)));
    }

    /** Every word for a status; the first is the one that our own forms offer. */
    public static List<String> of(Status status) {
        return WORDS.getOrDefault(status, List.of());
    }

    private static Map<String, Status> byFoldedWord() {
        Map<String, Status> statuses = new HashMap<>();
        WORDS.forEach((status, words) -> words.forEach(word -> statuses.put(CellText.fold(word), status)));
        return Map.copyOf(statuses);
    }
}
