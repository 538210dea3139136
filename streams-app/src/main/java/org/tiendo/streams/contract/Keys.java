package org.tiendo.streams.contract;

import org.tiendo.contract.Ids;

/** How store keys are put together so that they scan in the order wanted. */
public final class Keys {
    /**
     * The unit that stands above all others, for the accounting of everything: units unknown to the tree included. No
     * unit can have this id.
     */
    public static final String EVERYTHING = "|";

    /** Where scorecard-clocks keeps the instant that all its sources have reached; absent until every one was heard. */
    public static final String DATA_THROUGH = "data-through";

    private static final char AFTER_SEPARATOR = Ids.SEPARATOR + 1;

    private Keys() {}

    /** Start of the range of all keys that begin with these whole parts; inclusive. */
    public static String first(String... parts) {
        return String.join("|", parts) + Ids.SEPARATOR;
    }

    /** End of the range of all keys that begin with these whole parts; no key equals it. */
    public static String last(String... parts) {
        return String.join("|", parts) + AFTER_SEPARATOR;
    }

    /** A number as text that sorts as the number does, negative ones included. */
    public static String sortable(long number) {
        String digits = Long.toUnsignedString(number ^ Long.MIN_VALUE);
        return "0".repeat(20 - digits.length()) + digits;
    }

    /** The number that {@link #sortable} wrote. */
    public static long number(String sortable) {
        return Long.parseUnsignedLong(sortable) ^ Long.MIN_VALUE;
    }
}
