package org.tiendo.streams.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.RefusalCode;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Source;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/** What ingest makes of an input record. */
public sealed interface Ingested {
    /** When the record entered the system. */
    Instant time();

    /**
     * A report that can be read.
     *
     * @param refusal why it is refused already, null when the checks that need nothing else are passed
     * @param authorised whether who wrote it speaks for its unit
     */
    record Report(
            ProgressReport report,
            Source source,
            @Nullable String recordKey,
            @Nullable RefusalCode refusal,
            boolean authorised)
            implements Ingested {
        @Override
        public Instant time() {
            return source.getReceivedAt();
        }
    }

    record Definition(Decoded<TaskDefinition> decoded) implements Ingested {
        @Override
        public Instant time() {
            return decoded.time();
        }
    }

    record IndicatorPublished(Decoded<Indicator> decoded) implements Ingested {
        @Override
        public Instant time() {
            return decoded.time();
        }
    }

    record PlanPublished(Decoded<Plan> decoded) implements Ingested {
        @Override
        public Instant time() {
            return decoded.time();
        }
    }

    /** A plan that another partition has read. */
    record PlanRelayed(PlanState plan) implements Ingested {
        @Override
        public Instant time() {
            return plan.getSource().getReceivedAt();
        }
    }

    record UnitPublished(Decoded<Unit> decoded) implements Ingested {
        @Override
        public Instant time() {
            return decoded.time();
        }
    }

    /** The clock moves to {@code time}; every partition is told. */
    record Tick(Instant time) implements Ingested {}

    /** A record that nothing can be made of. */
    record Refused(DeadLetter deadLetter) implements Ingested {
        @Override
        public Instant time() {
            return deadLetter.source().getReceivedAt();
        }
    }
}
