package org.tiendo.producer.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where reports are kept on this machine until they are delivered. */
final class SpoolOptions {
    static final String DEFAULT = "spool";

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description =
                    "Directory that keeps reports until they are delivered (default: spool in the data directory).")
    private @Nullable Path directory;

    /** @param data the data directory */
    Path directory(Path data) {
        return directory == null ? data.resolve(DEFAULT) : directory;
    }
}
