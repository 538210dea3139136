package org.tiendo.producer.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.spool.KafkaOutlet;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolInspection;
import org.tiendo.producer.spool.SpoolSettings;
import picocli.CommandLine.Mixin;

/** What the commands on a spool share: they need one that is there. */
abstract class AnySpoolCommand extends ProducerCommand {
    @Mixin
    private SpoolOptions spool = new SpoolOptions();

    AnySpoolCommand(CommandContext context) {
        super(context);
    }

    /** Does the work on the directory of a spool. */
    abstract int run(Path directory) throws IOException;

    @Override
    final int run() {
        Path directory = spool.directory(dataDirectory());
        if (!SpoolInspection.isSpool(directory)) {
            throw new BadInputException("there is no spool in " + directory + ". Name its directory: --spool DIR");
        }
        try {
            return run(directory);
        } catch (IOException e) {
            throw new OperationFailedException("the spool " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Opens the spool, which begins to deliver to Kafka. */
    final Spool open(Path directory) {
        KafkaOutlet outlet = new KafkaOutlet(producer(), context().clock());
        try {
            return Spool.open(directory, SpoolSettings.DEFAULTS, outlet, context().clock());
        } catch (RuntimeException e) {
            outlet.close();
            throw e;
        }
    }
}
