package org.tiendo.producer.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.ContractProducer;
import org.tiendo.producer.replay.Replay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tiendo replay}: history from a file, exactly as given. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Publishes history from a file of one JSON record a line, in order and exactly as given:"
                + " {\"topic\": ..., \"timestamp\": ..., \"key\": ..., \"value\": {...}}")
public final class ReplayCommand extends ProducerCommand {
    @Parameters(paramLabel = "FILE", description = "NDJSON file.")
    private Path file = Path.of("");

    public ReplayCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        if (!Files.isReadable(file)) {
            throw new BadInputException(file + " cannot be read");
        }
        try (ContractProducer producer = producer()) {
            out().println(Replay.run(file, producer).describe());
        }
        return OK;
    }
}
