package org.tiendo.streams.serving;

/** A caller who speaks for every unit: where no token is asked for, and whoever has an administrator's. */
record EveryCaller(String name) implements Caller {
    @Override
    public boolean speaksFor(String unitId) {
        return true;
    }
}
