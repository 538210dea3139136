package org.tiendo.streams.access;

/** Whoever showed an accepted token, and how far it reaches. */
public sealed interface Holder {

    /** Who it is, for logs and records: a token's id or a JWT's subject; never the token. */
    String name();

    /** Reaches a unit and all that stand under it. */
    record OfUnit(String name, String unitId) implements Holder {}

    /** Reaches everything, as an administrator's token does, and as everybody does where no token is asked for. */
    record OfEverything(String name) implements Holder {}
}
