package org.tiendo.embedded;

import java.util.List;

/** The demo command in a process of its own, without plans and pipeline, for tests that stop it by a signal. */
final class DemoProcess {
    private DemoProcess() {}

    public static void main(String[] args) {
        FakeParts parts = new FakeParts();
        System.exit(Main.commandLine(List.of(new DemoCommand(parts, parts))).execute(args));
    }
}
