package org.tiendo.embedded;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.tiendo.producer.Connection;

/** Stands in for plans and pipeline, and notes what the demo asked of them. */
final class FakeParts implements DemoHistory, DemoPipeline, DemoPipeline.Running {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private boolean failing;

    List<String> calls() {
        return List.copyOf(calls);
    }

    void failPipeline(String reason) {
        failure.complete(reason);
    }

    FakeParts failingToPublish() {
        failing = true;
        return this;
    }

    @Override
    public void publish(Connection connection, LocalDate until, Consumer<String> progress) {
        calls.add("publish until " + until);
        if (failing) {
            throw new IllegalStateException("cut short");
        }
    }

    @Override
    public Running start(EmbeddedStack stack, int httpPort, boolean auth) {
        calls.add("start");
        return this;
    }

    @Override
    public String url() {
        return "http://" + LoopbackPorts.HOST + ":9";
    }

    @Override
    public void startClock() {
        calls.add("clock");
    }

    @Override
    public boolean hasCaughtUp() {
        return true;
    }

    @Override
    public String awaitFailure() {
        return failure.join();
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
