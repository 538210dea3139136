package org.tiendo.producer.cli;

import java.util.Collection;
import org.apache.kafka.common.acl.AclBinding;
import org.tiendo.contract.Topic;
import org.tiendo.contract.Writer;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.setup.WriterAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tiendo writer revoke}: takes every account's access to a writer's topic back; what it wrote stays. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Takes every account's access to tiendo.intake.NAME back. What was written there stays.")
final class WriterRevokeCommand extends ProducerCommand {
    @Parameters(paramLabel = "NAME", description = "The writer's name.")
    private String name = "";

    WriterRevokeCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Topic topic = topic();
        Collection<AclBinding> removed = new WriterAccess(connection()).revoke(topic);
        removed.forEach(rule -> out().println(rule.entry().principal() + " may no longer write to " + topic.name()));
        if (removed.isEmpty()) {
            out().println("Nobody had access to " + topic.name());
        }
        return OK;
    }

    private Topic topic() {
        try {
            return Writer.topicOf(name);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
