package org.tiendo.embedded;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.tiendo.producer.cli.ProducerCommands;
import org.tiendo.streams.app.ServeCommand;

/** Every command of {@code tiendo}, in the order in which help lists them: the place where modules are joined. */
final class Commands {
    private Commands() {}

    static List<Object> all() {
        List<Object> commands = new ArrayList<>();
        commands.add(new DemoCommand(new PlansAndSimulation(), new StreamsPipeline(InstantSource.system())));
        commands.add(ServeCommand.commandLine(System.getenv()));
        commands.addAll(ProducerCommands.all());
        return commands;
    }
}
