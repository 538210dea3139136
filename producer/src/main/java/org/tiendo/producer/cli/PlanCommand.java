package org.tiendo.producer.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code tiendo plan}: checks and publishes plans, shows their tasks, and changes what is published. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Checks and publishes plans, shows their tasks and changes them. A change is a new version of the task's"
                        + " definition that says who made it and why; publishing the plan's file again makes the task what the"
                        + " file says.",
        synopsisSubcommandLabel = "COMMAND")
final class PlanCommand {
    private PlanCommand() {}

    /** The command with all that belongs to it. */
    static CommandLine commandLine(CommandContext context) {
        return new CommandLine(new PlanCommand())
                .addSubcommand(new CommandLine(new PublishPlanCommand(context)).setCommandName("publish"))
                .addSubcommand(new PlanCheckCommand(context))
                .addSubcommand(new PlanDiffCommand(context))
                .addSubcommand(new PlanTemplateCommand(context))
                .addSubcommand(new PlanShowCommand(context))
                .addSubcommand(new PlanTriggerCommand(context))
                .addSubcommand(new PlanExtendCommand(context))
                .addSubcommand(new PlanAssignCommand(context))
                .addSubcommand(new PlanPauseCommand(context))
                .addSubcommand(new PlanResumeCommand(context))
                .addSubcommand(new PlanCancelCommand(context));
    }
}
