package org.tiendo.streams.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.BusinessTime;
import org.tiendo.contract.DefinitionRules;
import org.tiendo.contract.RefusalCode;
import org.tiendo.contract.ReportRules;
import org.tiendo.internal.Source;
import org.tiendo.internal.WrittenReport;
import org.tiendo.streams.contract.Decoded;
import org.tiendo.streams.contract.Ingested;
import org.tiendo.v1.ClockTick;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Plan;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * What a record must be to enter the pipeline, judged by itself alone. A report that fails is refused with a code that
 * its sender can look up; a definition that fails is a dead letter, and the last good version stays.
 */
final class Admission {
    private static final String FAR_AHEAD = "FAR_AHEAD";

    /** A tick so much later than its record can only be a mistake. */
    private static final Duration MOST_AHEAD = Duration.ofDays(3_653);

    /** Far longer than any id; a key may unpack to more than any topic takes. */
    private static final int KEPT_KEY_BYTES = 4 * 1024;

    private Admission() {}

    static Ingested report(Decoded<ProgressReport> decoded, @Nullable String key) {
        return report(decoded.value(), decoded.source(), key, true);
    }

    /** A report whose writer's authority was looked up in the unit tree. */
    static Ingested report(WrittenReport written) {
        return report(written.getReport(), written.getSource(), written.getRecordKey(), written.getAuthorised());
    }

    private static Ingested report(ProgressReport report, Source source, @Nullable String key, boolean authorised) {
        RefusalCode refusal =
                ReportRules.check(report, key, source.getReceivedAt()).orElse(null);
        return new Ingested.Report(report, source, key, refusal, authorised);
    }

    static Ingested tick(Decoded<ClockTick> decoded, @Nullable String key) {
        Instant at = decoded.value().getAt();
        if (at.isAfter(decoded.time().plus(MOST_AHEAD))) {
            return refused(
                    decoded,
                    FAR_AHEAD,
                    "the tick at " + at + " is years after its record, and the clock never goes back");
        }
        return new Ingested.Tick(at.isAfter(decoded.time()) ? at : decoded.time());
    }

    static Ingested definition(Decoded<TaskDefinition> decoded, @Nullable String key) {
        return refusal(decoded, DefinitionRules.flawOf(decoded.value(), key, BusinessTime.dayOf(decoded.time())))
                .orElseGet(() -> new Ingested.Definition(decoded));
    }

    static Ingested indicator(Decoded<Indicator> decoded, @Nullable String key) {
        return refusal(decoded, DefinitionRules.flawOf(decoded.value(), key))
                .orElseGet(() -> new Ingested.IndicatorPublished(decoded));
    }

    static Ingested plan(Decoded<Plan> decoded, @Nullable String key) {
        return refusal(decoded, DefinitionRules.flawOf(decoded.value(), key))
                .orElseGet(() -> new Ingested.PlanPublished(decoded));
    }

    static Ingested unit(Decoded<Unit> decoded, @Nullable String key) {
        return refusal(decoded, DefinitionRules.flawOf(decoded.value(), key))
                .orElseGet(() -> new Ingested.UnitPublished(decoded));
    }

    private static Optional<Ingested> refusal(
            Decoded<? extends SpecificRecord> decoded, Optional<DefinitionRules.Flaw> flaw) {
        return flaw.map(found -> refused(decoded, found.code(), found.reason()));
    }

    private static Ingested refused(Decoded<? extends SpecificRecord> decoded, String code, String reason) {
        return new Ingested.Refused(decoded.refused(code, reason));
    }

    /** A record's key as text, cut where it is far too long; one that is not UTF-8 or is cut matches no id. */
    static @Nullable String keyOf(byte @Nullable [] rawKey) {
        return rawKey == null
                ? null
                : new String(rawKey, 0, Math.min(rawKey.length, KEPT_KEY_BYTES), StandardCharsets.UTF_8);
    }
}
