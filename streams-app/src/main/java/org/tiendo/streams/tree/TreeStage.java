package org.tiendo.streams.tree;

import java.util.List;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.tiendo.internal.ClockReading;
import org.tiendo.streams.contract.DeadLetter;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.PathHistory;
import org.tiendo.v1.Unit;

/** Wires the unit tree. */
public final class TreeStage {
    private TreeStage() {}

    /**
     * What comes out.
     *
     * @param paths UnitPath by unitId, for every rollup partition
     * @param deadLetters unit versions that were refused
     * @param clockRelay the first record of each new business day, for every partition of the clock relay
     */
    public record Outputs(
            KStream<String, SpecificRecord> paths,
            KStream<String, DeadLetter> deadLetters,
            KStream<String, ClockReading> clockRelay) {}

    /**
     * Builds the stage; {@link PathHistory}'s stores must be there.
     *
     * @param units every unit version, by unitId, from one partition
     */
    public static Outputs build(KStream<String, Decoded<Unit>> units) {
        KStream<String, TreeOutput> placed =
                units.process(TreeProcessor.supplier(), Named.as("tree-place-unit"), PathHistory.storeNames());
        return new Outputs(
                pick(placed, TreeOutput.Placed.class, TreeOutput.Placed::path, "tree-send-paths"),
                pick(placed, TreeOutput.Unplaced.class, TreeOutput.Unplaced::deadLetter, "tree-send-refused"),
                pick(placed, TreeOutput.NewDay.class, TreeOutput.NewDay::reading, "tree-send-clock"));
    }

    private static <T extends TreeOutput, V> KStream<String, V> pick(
            KStream<String, TreeOutput> all, Class<T> kind, Function<T, V> content, String name) {
        return all.flatMapValues(
                output -> kind.isInstance(output) ? List.of(content.apply(kind.cast(output))) : List.of(),
                Named.as(name));
    }
}
