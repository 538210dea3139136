package org.tiendo.streams.lifecycle;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.tiendo.internal.AssignmentState;
import org.tiendo.internal.ClockReading;
import org.tiendo.internal.IndicatorState;
import org.tiendo.internal.PlanState;
import org.tiendo.internal.Present;
import org.tiendo.internal.Rejection;
import org.tiendo.internal.ReportFingerprint;
import org.tiendo.internal.RulesMark;
import org.tiendo.internal.StoredReport;
import org.tiendo.internal.TaskState;
import org.tiendo.internal.TaskVersion;
import org.tiendo.internal.Totals;
import org.tiendo.internal.WaitingDefinition;
import org.tiendo.streams.contract.PipelineStores;
import org.tiendo.streams.contract.Store;

/** The stage's stores as one partition holds them; see {@link PipelineStores} for their keys. */
record LifecycleStores(
        KeyValueStore<String, TaskState> tasks,
        KeyValueStore<String, TaskVersion> versions,
        KeyValueStore<String, IndicatorState> indicators,
        KeyValueStore<String, AssignmentState> assignments,
        KeyValueStore<String, StoredReport> reports,
        KeyValueStore<String, ReportFingerprint> reportIds,
        KeyValueStore<String, Present> withdrawals,
        KeyValueStore<String, StoredReport> parked,
        KeyValueStore<String, Present> deadlines,
        KeyValueStore<String, Rejection> rejections,
        KeyValueStore<String, Totals> refusals,
        KeyValueStore<String, ClockReading> clock,
        KeyValueStore<String, PlanState> plans,
        KeyValueStore<String, WaitingDefinition> waiting,
        KeyValueStore<String, RulesMark> rules) {

    static LifecycleStores in(ProcessorContext<?, ?> context) {
        return new LifecycleStores(
                PipelineStores.TASKS.in(context),
                PipelineStores.TASK_VERSIONS.in(context),
                PipelineStores.INDICATORS.in(context),
                PipelineStores.ASSIGNMENTS.in(context),
                PipelineStores.REPORTS.in(context),
                PipelineStores.REPORT_IDS.in(context),
                PipelineStores.WITHDRAWALS.in(context),
                PipelineStores.PARKED.in(context),
                PipelineStores.DEADLINES.in(context),
                PipelineStores.REJECTIONS.in(context),
                PipelineStores.REFUSALS.in(context),
                PipelineStores.LIFECYCLE_CLOCK.in(context),
                PipelineStores.KNOWN_PLANS.in(context),
                PipelineStores.WAITING.in(context),
                PipelineStores.RULES.in(context));
    }

    static Set<StoreBuilder<?>> builders() {
        return Stream.of(
                        PipelineStores.TASKS,
                        PipelineStores.TASK_VERSIONS,
                        PipelineStores.INDICATORS,
                        PipelineStores.ASSIGNMENTS,
                        PipelineStores.REPORTS,
                        PipelineStores.REPORT_IDS,
                        PipelineStores.WITHDRAWALS,
                        PipelineStores.PARKED,
                        PipelineStores.DEADLINES,
                        PipelineStores.REJECTIONS,
                        PipelineStores.REFUSALS,
                        PipelineStores.LIFECYCLE_CLOCK,
                        PipelineStores.KNOWN_PLANS,
                        PipelineStores.WAITING,
                        PipelineStores.RULES)
                .map(Store::builder)
                .collect(Collectors.toSet());
    }
}
