package org.tiendo.producer.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.WorkingCalendar;
import org.tiendo.producer.change.Differences;
import org.tiendo.producer.change.DueDay;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.definitions.Version;
import org.tiendo.producer.plan.CalendarFile;
import org.tiendo.v1.Deadline;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.TaskDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tiendo plan show}: a task as it stands, and how it came to that. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the newest definition of a task and all its versions: who published them, when, why, and"
                + " what they changed. Times are Vietnam's.")
final class PlanShowCommand extends ProducerCommand {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Parameters(paramLabel = "TASK", description = "The taskId, or an indicatorId.")
    private String task = "";

    PlanShowCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        List<Version<TaskDefinition>> versions;
        try (DefinitionReader definitions = definitions()) {
            versions = PublishedTask.versions(definitions, task);
        }
        show(versions.get(versions.size() - 1).value(), firstDue(versions));
        out().println("versions");
        for (int index = 0; index < versions.size(); index++) {
            show(index + 1, versions.get(index), index == 0 ? null : versions.get(index - 1));
        }
        return OK;
    }

    /** What the pipeline keeps as the original due day, where a version does not say it. */
    private static @Nullable LocalDate firstDue(List<Version<TaskDefinition>> versions) {
        WorkingCalendar calendar = CalendarFile.bundled();
        return versions.stream()
                .map(version -> version.value().getDeadline())
                .flatMap(deadline -> Stream.of(deadline.getOriginalDue(), DueDay.of(deadline, calendar)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void show(TaskDefinition newest, @Nullable LocalDate firstDue) {
        String standing = newest.getCancelled() ? "  CANCELLED" : newest.getPaused() ? "  PAUSED" : "";
        out().println(newest.getTaskId() + standing);
        line("title (vi)", newest.getTitleVi());
        line("title (en)", newest.getTitleEn());
        line("plan", newest.getPlanId());
        line("category", newest.getCategoryId());
        line("indicator", newest.getIndicatorId());
        line("units", String.join(", ", newest.getAssignments()));
        line("cooperating", String.join(", ", newest.getCooperating()));
        show(newest.getDeadline());
        line("first due", firstDue);
        line("source", newest.getSource());
    }

    private void show(Deadline deadline) {
        line(
                "deadline",
                deadline.getKind() + " ("
                        + String.join("", DueDayText.lines(deadline).subList(0, 1)) + ")");
        line("from", deadline.getFrom());
        line("recurrence", deadline.getRecurrence() == Recurrence.NONE ? null : deadline.getRecurrence());
        line("condition", deadline.getCondition());
        line("triggered on", deadline.getTriggeredOn());
        line("printed", deadline.getText());
    }

    private void line(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            out().printf("  %-12s  %s%n", name, value);
        }
    }

    private void show(int number, Version<TaskDefinition> version, @Nullable Version<TaskDefinition> before) {
        TaskDefinition value = version.value();
        String signature = Stream.of(prefixed("by ", value.getChangedBy()), prefixed("", value.getChangeReason()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(": "));
        out().printf(
                        "  %d  %s  partition %d, offset %d  %s%n",
                        number, time(version.at()), version.partition(), version.offset(), signature);
        if (before != null) {
            List<String> differences = Differences.between(before.value(), value);
            differences.forEach(difference -> out().println("       " + difference));
            if (differences.isEmpty()) {
                out().println("       as before");
            }
        }
    }

    private static String prefixed(String prefix, @Nullable String text) {
        return text == null || text.isBlank() ? "" : prefix + text;
    }

    private static String time(Instant instant) {
        return MINUTES.format(instant.atZone(BusinessTime.ZONE));
    }
}
