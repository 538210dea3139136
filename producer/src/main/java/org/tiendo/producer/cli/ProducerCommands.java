package org.tiendo.producer.cli;

import java.util.List;

/** The producer's commands, in the order in which help lists them. */
public final class ProducerCommands {
    private ProducerCommands() {}

    /** New commands of this process, each annotated for picocli. */
    public static List<Object> all() {
        return all(CommandContext.ofThisProcess());
    }

    static List<Object> all(CommandContext context) {
        return List.of(
                new PublishPlanCommand(context),
                PlanCommand.commandLine(context),
                new ReportCommand(context),
                new TasksCommand(context),
                new ImportCommand(context),
                new TemplateCommand(context),
                SpoolCommand.commandLine(context),
                new SimulateCommand(context),
                new ReplayCommand(context),
                new AlertsCommand(context),
                new RejectionsCommand(context),
                new TopicsCommand(context),
                WriterCommand.commandLine(context),
                TokenCommand.commandLine(context));
    }
}
