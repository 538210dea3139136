package org.tiendo.embedded;

import java.time.InstantSource;
import java.util.List;

/** Every command of {@code tiendo}, in the order in which help lists them: the place where modules are joined. */
final class Commands {
    private Commands() {}

    static List<Object> all() {
        return List.of(new DemoCommand(new PlansAndSimulation(), new StreamsPipeline(InstantSource.system())));
    }
}
