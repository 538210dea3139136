package org.tiendo.streams.access;

/** A request is not let in. Neither its message nor its trace holds any part of a token. */
public final class RefusedToken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final TokenFault fault;

    public RefusedToken(TokenFault fault) {
        super(fault.advice(), null, false, false);
        this.fault = fault;
    }

    public TokenFault fault() {
        return fault;
    }
}
