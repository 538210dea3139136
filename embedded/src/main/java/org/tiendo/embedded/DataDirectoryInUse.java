package org.tiendo.embedded;

import java.nio.file.Path;

/** Another process runs a stack on the directory. */
public final class DataDirectoryInUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path directory, String pid) {
        super("the data directory " + directory + " is in use by process " + pid
                + ": stop that one, or choose another directory with --data");
    }
}
