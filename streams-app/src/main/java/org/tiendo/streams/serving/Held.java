package org.tiendo.streams.serving;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a partition holds, or where it is when another instance holds it. */
public sealed interface Held<T> {

    /** The partition is on this instance. */
    record Here<T>(T value) implements Held<T> {}

    /**
     * The partition is elsewhere.
     *
     * @param partition its number
     * @param owner host:port of the instance that has it, empty while nobody is known to
     */
    record Away<T>(int partition, Supplier<Optional<String>> owner) implements Held<T> {}

    /** The same place with what is worked out from the value. */
    default <R> Held<R> map(Function<T, R> change) {
        if (this instanceof Here<T> here) {
            return new Here<>(change.apply(here.value()));
        }
        Away<T> away = (Away<T>) this;
        return new Away<>(away.partition(), away.owner());
    }

    /**
     * The value, for queries that are about this one partition.
     *
     * @throws Elsewhere when another instance has it
     * @throws NotReady when nobody is known to have it
     */
    default T orElsewhere() {
        if (this instanceof Here<T> here) {
            return here.value();
        }
        Away<T> away = (Away<T>) this;
        throw away.owner()
                .get()
                .<RuntimeException>map(Elsewhere::new)
                .orElseGet(() -> new NotReady("partition " + away.partition() + " is moving between instances"));
    }
}
