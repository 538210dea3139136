package org.tiendo.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Set;

@AnalyzeClasses(packages = "org.tiendo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] STAGES = {
        "..ingest..", "..tree..", "..lifecycle..", "..alerting..", "..rollup..", "..scorecard.."
    };

    @ArchTest
    static final ArchRule stagesNeverImportEachOther = slices().matching(
                    "org.tiendo.streams.(ingest|tree|lifecycle|alerting|rollup|scorecard|serving)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule sharedRulesArePure = noClasses()
            .that()
            .resideInAnyPackage("org.tiendo.contract..", "org.tiendo.streams.deadline..", "org.tiendo.streams.kpi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confluent..");

    @ArchTest
    static final ArchRule onlyTheShellOfAStageKnowsKafka = noClasses()
            .that()
            .resideInAnyPackage(STAGES)
            .and(DescribedPredicate.not(isShell()))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule queriesReachTheStoresOnlyAsTheirCallerMaySeeThem = noFields()
            .that()
            .areDeclaredInClassesThat()
            .implement("org.tiendo.streams.serving.Resource")
            .should()
            .haveRawType(DescribedPredicate.describe(
                    "of stores", type -> type.isAssignableTo("org.tiendo.streams.serving.Reads")));

    @ArchTest
    static final ArchRule whatATokenIsWorthIsDecidedWithoutKnowingAnyPath = noClasses()
            .that()
            .resideInAPackage("org.tiendo.streams.access..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tiendo.streams.serving..", "org.tiendo.streams.app..", "io.javalin..");

    @ArchTest
    static final ArchRule stagesNeverAskTheMachineForTheTime = noClasses()
            .that()
            .resideInAnyPackage("org.tiendo.contract..", "org.tiendo.streams..")
            .and()
            .resideOutsideOfPackages("org.tiendo.streams.app..", "org.tiendo.streams.serving..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(InstantSource.class, "system");

    /** What loads, stores and forwards; the rest of a stage decides, and can be tested without Kafka. */
    private static DescribedPredicate<JavaClass> isShell() {
        Set<String> storeKeepers =
                Set.of("AssignmentBook", "ReportLog", "IndicatorRows", "UnitTotals", "ScorecardClock");
        return DescribedPredicate.describe("are the Kafka shell of a stage", type -> {
            String outermost = type.getFullName().replaceAll("\\$.*", "").replaceAll(".*\\.", "");
            return outermost.matches(".*(Processor|Stage|Stores|Desk)") || storeKeepers.contains(outermost);
        });
    }
}
