package org.tiendo.embedded;

/** The app of the streams module on the embedded stack. */
final class StreamsPipeline implements DemoPipeline {
    @Override
    public Running start(EmbeddedStack stack, int httpPort) {
        throw new IllegalStateException("the pipeline is not connected yet");
    }
}
