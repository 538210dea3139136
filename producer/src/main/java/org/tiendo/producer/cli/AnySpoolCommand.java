package org.tiendo.producer.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.tiendo.contract.Topics;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.api.GatewayOutlet;
import org.tiendo.producer.spool.KafkaOutlet;
import org.tiendo.producer.spool.Outlet;
import org.tiendo.producer.spool.Spool;
import org.tiendo.producer.spool.SpoolInspection;
import org.tiendo.producer.spool.SpoolSettings;
import picocli.CommandLine.Mixin;

/** What the commands on a spool share: they need one that is there. */
abstract class AnySpoolCommand extends ProducerCommand {
    @Mixin
    private SpoolOptions spool = new SpoolOptions();

    @Mixin
    private final GatewayOptions gateway;

    AnySpoolCommand(CommandContext context) {
        super(context);
        this.gateway = new GatewayOptions(connectionOptions());
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

    /** Opens the spool, which begins to deliver: to the gateway where one is named, else to Kafka. */
    final Spool open(Path directory) {
        Outlet outlet = gateway.named()
                .<Outlet>map(GatewayOutlet::new)
                .orElseGet(() -> KafkaOutlet.by(
                        this::producer, Topics.PROGRESS, context().clock()));
        try {
            return Spool.open(
                    directory, SpoolSettings.DEFAULTS, outlet, context().clock());
        } catch (RuntimeException e) {
            outlet.close();
            throw e;
        }
    }
}
