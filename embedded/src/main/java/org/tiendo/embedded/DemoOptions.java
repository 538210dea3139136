package org.tiendo.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to start a demo.
 *
 * @param data its data directory
 * @param httpPort where the query API listens
 * @param empty whether to publish no sample plans on the first start
 * @param clock what moves the business clock; null for what the directory was started with, else live
 * @param auth whether callers of the API need a token
 */
record DemoOptions(
        Path data, int httpPort, boolean empty, @Nullable DemoClock clock, boolean auth) {}
