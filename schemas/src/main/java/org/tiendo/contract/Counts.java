package org.tiendo.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An immutable vector of {@link Count}s that adds and subtracts exactly; overflow throws ArithmeticException. */
public final class Counts {
    private static final int SIZE = Count.values().length;
    public static final Counts ZERO = new Counts(new long[SIZE]);

    private final long[] values;

    private Counts(long[] values) {
        this.values = values;
    }

    /** Reads the stored form: by ordinal, with missing counts at the end taken as 0. */
    public static Counts of(List<Long> stored) {
        long[] values = new long[SIZE];
        for (int i = 0; i < stored.size(); i++) {
            values[i] = stored.get(i);
        }
        return new Counts(values);
    }

    public static Counts of(Count count, long value) {
        return ZERO.with(count, value);
    }

    /** The same counts with one replaced. */
    public Counts with(Count count, long value) {
        long[] copy = values.clone();
        copy[count.ordinal()] = value;
        return new Counts(copy);
    }

    public long get(Count count) {
        return values[count.ordinal()];
    }

    public Counts plus(Counts other) {
        long[] sum = new long[SIZE];
        for (int i = 0; i < SIZE; i++) {
            sum[i] = Math.addExact(values[i], other.values[i]);
        }
        return new Counts(sum);
    }

    public Counts minus(Counts other) {
        long[] difference = new long[SIZE];
        for (int i = 0; i < SIZE; i++) {
            difference[i] = Math.subtractExact(values[i], other.values[i]);
        }
        return new Counts(difference);
    }

    public Counts negate() {
        return ZERO.minus(this);
    }

    public boolean isZero() {
        return equals(ZERO);
    }

    public boolean anyNegative() {
        return Arrays.stream(values).anyMatch(value -> value < 0);
    }

    /** The stored form: by ordinal, without the zeros at the end. */
    public List<Long> toList() {
        int length = SIZE;
        while (length > 0 && values[length - 1] == 0) {
            length--;
        }
        List<Long> stored = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            stored.add(values[i]);
        }
        return stored;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (Count count : Count.values()) {
            if (get(count) != 0) {
                text.append(text.length() > 1 ? ", " : "")
                        .append(count)
                        .append('=')
                        .append(get(count));
            }
        }
        return text.append('}').toString();
    }
}
