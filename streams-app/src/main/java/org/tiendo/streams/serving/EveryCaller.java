package org.tiendo.streams.serving;

/** A caller who sees and speaks for every unit. */
record EveryCaller(String name) implements Caller {
    @Override
    public boolean speaksFor(String unitId) {
        return true;
    }
}
