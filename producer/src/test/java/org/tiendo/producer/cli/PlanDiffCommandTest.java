package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.plan.PlanCatalogue;
import org.tiendo.producer.plan.PlanPublisher;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.TaskDefinition;

class PlanDiffCommandTest extends PlanCommandRig {
    private static final Path PLAN = Path.of("..", "plans", "tien-lang-28nq.yaml");

    @TempDir
    Path directory = Path.of("");

    @Test
    void aPlanThatIsPublishedAsItIsDiffersInNothing() {
        // Given
        publish(PLAN);

        // When
        int exitCode = run("diff", PLAN.toString());

        // Then
        assertThat(exitCode).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .containsExactly("tien-lang-28nq: 0 added, 0 changed, 0 published but not in the file, 58 the same");
    }

    @Test
    void aPlanThatIsNotPublishedIsAllNew() {
        // When
        int exitCode = run("diff", PLAN.toString());

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(out.toString())
                .contains(
                        "+ plan tien-lang-28nq  ",
                        "+ unit tien-lang.huyen-uy  ",
                        "    => new assignments, not started: ",
                        "58 added, 0 changed, 0 published but not in the file, 0 the same");
    }

    @Test
    void eachDifferenceComesWithWhatPublishingWouldDo() throws IOException {
        // Given
        Path file = plan("due: 2025-12-31", "unit: root", "Việc một", "parent: root");
        publish(file);
        publish(TaskDefinition.newBuilder(task("q.t-9", Deadline.newBuilder().setKind(DeadlineKind.NONE)))
                .setPlanId("q")
                .setTitleVi("Việc cũ")
                .build());
        publish(TaskDefinition.newBuilder(task("q.t-8", Deadline.newBuilder().setKind(DeadlineKind.NONE)))
                .setPlanId("q")
                .setCancelled(true)
                .build());
        out.getBuffer().setLength(0);

        // When
        int exitCode = run(
                "diff",
                plan("due: 2026-06-30", "unit: child", "Việc mới", "parent: middle")
                        .toString());

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(out.toString().lines())
                .containsExactly(
                        "~ unit child  Phường",
                        "      placements: {\"parentId\":\"root\",\"from\":\"1970-01-01\"} -> {\"parentId\":\"middle\",\"from\":\"1970-01-01\"}",
                        "    => its totals move to the units above it, for past days, too",
                        "~ task q.t-1  Việc mới",
                        "      due: 2025-12-31 -> 2026-06-30",
                        "      units: root -> child",
                        "      title (vi): Việc một -> Việc mới",
                        "    => an extension: due 2026-06-30 instead of 2025-12-31; judged by the first due day, too",
                        "    => new assignments, not started unless they have reported before: child",
                        "    => leave every total, their reports no longer count: root",
                        "- task q.t-9  Việc cũ",
                        "    => it stays as published; to call it off: plan cancel q.t-9",
                        "q: 0 added, 2 changed, 1 published but not in the file, 3 the same");
    }

    @Test
    void whatWasDoneByCommandWouldBeUndone() throws IOException {
        // Given
        Path file = plan("due: 2025-12-31", "unit: root", "Việc một", "parent: root");
        publish(file);
        publish(TaskDefinition.newBuilder(PlanCatalogue.load(file).tasks().get(0))
                .setCancelled(true)
                .setPaused(true)
                .build());

        // When
        run("diff", file.toString());

        // Then
        assertThat(out.toString())
                .contains(
                        "cancelled: yes -> no",
                        "=> it was cancelled, and would be in force again",
                        "=> it is paused, and would go on");
    }

    @Test
    void aFileWithFindingsIsNotCompared() throws IOException {
        // Given
        Path file = plan("due: 2025-02-31", "unit: nobody", "Việc", "parent: root");

        // Then
        assertThat(run("diff", file.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .anyMatch(line -> line.contains(":25:12: tasks[0].deadline.due: 2025-02-31 is no date"));
    }

    private void publish(Path file) {
        new PlanPublisher(broker.producer()).publish(PlanCatalogue.load(file), NOW);
    }

    private Path plan(String due, String unit, String title, String parent) throws IOException {
        List<String> lines = List.of(
                "plan: {id: q, title_vi: P, title_en: P, issuer: root, source: d.txt}",
                "units:",
                "  - id: root",
                "    name_vi: Thành ủy",
                "    parent: null",
                "    kind: party-committee",
                "  - id: middle",
                "    name_vi: Giữa",
                "    parent: root",
                "    kind: other",
                "  - id: child",
                "    name_vi: Phường",
                "    " + parent,
                "    kind: grassroots",
                "indicators: []",
                "tasks:",
                "  - id: q.t-1",
                "    " + unit,
                "    category: anti-corruption",
                "    title_vi: " + title,
                "    title_en: ''",
                "    line: 1",
                "    deadline:",
                "      kind: by-date",
                "      " + due,
                "      recurrence: none",
                "");
        return Files.writeString(directory.resolve("plan.yaml"), String.join("\n", lines));
    }
}
