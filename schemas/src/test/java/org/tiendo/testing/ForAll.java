package org.tiendo.testing;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Runs a property on many seeded cases. A failure names the seed, and {@code -Dtiendo.seed=SEED} runs that case alone.
 */
public final class ForAll {
    private static final long FIRST_SEED = 20_251_001;

    private ForAll() {}

    public static void cases(int count, Consumer<SplittableRandom> property) {
        Long only = Long.getLong("tiendo.seed");
        if (only != null) {
            property.accept(new SplittableRandom(only));
            return;
        }
        for (long seed = FIRST_SEED; seed < FIRST_SEED + count; seed++) {
            try {
                property.accept(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError("fails with -Dtiendo.seed=" + seed + ": " + failure.getMessage(), failure);
            }
        }
    }
}
