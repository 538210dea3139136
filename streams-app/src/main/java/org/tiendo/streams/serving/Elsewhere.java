package org.tiendo.streams.serving;

/** Another instance can answer this query. */
public final class Elsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String server;

    /** @param server host:port of that instance */
    public Elsewhere(String server) {
        super("answered by " + server, null, false, false);
        this.server = server;
    }

    public String server() {
        return server;
    }
}
