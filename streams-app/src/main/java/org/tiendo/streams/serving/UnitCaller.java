package org.tiendo.streams.serving;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A caller whose token is a unit's. For one request: the tree is read once, when it is first needed. */
final class UnitCaller implements Caller {
    private final String name;
    private final String unitId;
    private final Supplier<UnitTree> today;
    private @Nullable UnitTree tree;

    /** @param today today's whole tree */
    UnitCaller(String name, String unitId, Supplier<UnitTree> today) {
        this.name = name;
        this.unitId = unitId;
        this.today = today;
    }

    /** Its own unit needs no tree: it may stand in none yet. */
    @Override
    public boolean speaksFor(String other) {
        return unitId.equals(other) || tree().isWithin(other, unitId);
    }

    private UnitTree tree() {
        UnitTree known = tree;
        if (known == null) {
            known = today.get();
            tree = known;
        }
        return known;
    }

    @Override
    public String name() {
        return name;
    }
}
