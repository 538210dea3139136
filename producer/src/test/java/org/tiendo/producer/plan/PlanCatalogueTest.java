package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tiendo.producer.BadInputException;
import org.tiendo.v1.DeadlineKind;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Recurrence;
import org.tiendo.v1.Target;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

class PlanCatalogueTest {
    private static final Path PLANS = Path.of("..", "plans");

    private final List<PlanCatalogue> plans = PlanCatalogue.bundled();

    @Test
    void theFivePlansHoldWhatTheirDocumentsHold() {
        // Then
        assertThat(plans).hasSize(5);
        assertThat(all(PlanCatalogue::tasks)).hasSize(601);
        assertThat(all(PlanCatalogue::units)).hasSize(62);
        assertThat(all(PlanCatalogue::indicators)).hasSize(14);
        assertThat(all(PlanCatalogue::definitions)).hasSize(615);
    }

    @Test
    void everyDeadlineKindIsMappedAsOftenAsItIsPrinted() {
        // When
        Map<DeadlineKind, Long> byKind = all(PlanCatalogue::tasks)
                .collect(Collectors.groupingBy(
                        task -> task.getDeadline().getKind(), TreeMap::new, Collectors.counting()));

        // Then
        assertThat(byKind)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        DeadlineKind.NONE, 420L,
                        DeadlineKind.ONGOING, 101L,
                        DeadlineKind.CONDITIONAL, 17L,
                        DeadlineKind.RECURRING, 15L,
                        DeadlineKind.FROM, 15L,
                        DeadlineKind.BY_YEAR, 25L,
                        DeadlineKind.BY_QUARTER, 5L,
                        DeadlineKind.BY_MONTH, 1L,
                        DeadlineKind.RANGE, 2L));
    }

    @Test
    void anAnnualTaskRecursEveryYear() {
        // Then
        assertThat(all(PlanCatalogue::tasks).filter(task -> task.getDeadline().getKind() == DeadlineKind.RECURRING))
                .allMatch(task -> task.getDeadline().getRecurrence() == Recurrence.ANNUAL);
    }

    @Test
    void whatRecursSaysSinceWhenWhereThePlansDayOfIssueIsKnown() {
        for (PlanCatalogue plan : plans) {
            // Then
            assertThat(plan.definitions())
                    .filteredOn(task -> task.getDeadline().getRecurrence() != Recurrence.NONE)
                    .allMatch(task -> plan.plan().getIssued() == null
                            || task.getDeadline().getFrom() != null);
        }
    }

    @Test
    void theFilesListNoMembersSoEveryDutyHasOneUnit() {
        // Then
        assertThat(all(PlanCatalogue::units)).allMatch(unit -> unit.getMembers().isEmpty());
        assertThat(all(PlanCatalogue::definitions))
                .allMatch(task -> task.getAssignments().size() == 1);
    }

    @Test
    void theFloorOfAnIndicatorIsItsMinimum() {
        // When
        Indicator online = indicator("lam-dong-city.i-04");

        // Then
        assertThat(online.getTargets())
                .containsExactly(new Target(
                        "all", new BigDecimal("80.00"), new BigDecimal("90.00"), LocalDate.of(2025, 12, 31)));
    }

    @Test
    void aCommuneLevelTargetHoldsForTheCommunesAndForTheRootThatPoolsThem() {
        // Then
        assertThat(indicator("thanh-hoa.i-02").getTargets())
                .extracting(Target::getScope)
                .containsExactly("grassroots", "thanh-hoa.thanh-uy");
    }

    @Test
    void cityAndDistrictLevelMeanThePlansRoot() {
        // Then
        assertThat(indicator("thanh-hoa.i-01").getTargets())
                .extracting(Target::getScope)
                .containsExactly("thanh-hoa.thanh-uy");
        assertThat(indicator("tien-lang.i-01").getTargets())
                .extracting(Target::getScope)
                .containsExactly("tien-lang.huyen-uy");
    }

    @Test
    void anIndicatorIsReportedByThePlansRootUnderItsOwnId() {
        // When
        TaskDefinition yearly = definition("thanh-hoa.i-01");
        TaskDefinition once = definition("thanh-hoa.i-02");

        // Then
        assertThat(yearly.getAssignments()).containsExactly("thanh-hoa.thanh-uy");
        assertThat(yearly.getIndicatorId()).isEqualTo("thanh-hoa.i-01");
        assertThat(yearly.getDeadline().getKind()).isEqualTo(DeadlineKind.RECURRING);
        assertThat(yearly.getDeadline().getRecurrence()).isEqualTo(Recurrence.ANNUAL);
        assertThat(once.getDeadline().getKind()).isEqualTo(DeadlineKind.NONE);
    }

    @Test
    void aBareYearIsItsFirstOfJanuary() {
        // Then
        assertThat(plan("tien-lang-28nq").plan().getIssued()).isEqualTo(LocalDate.of(2023, 1, 1));
        assertThat(plan("hcm-universities-28nq").plan().getIssued()).isNull();
    }

    @Test
    void aTaskNamesTheDocumentAndLineItIsPrintedOn() {
        // When
        TaskDefinition task = definition("thanh-hoa.t-001");

        // Then
        assertThat(task.getSource()).isEqualTo("001_ded3edc7abcf52fd.txt:23");
        assertThat(task.getAssignments()).containsExactly("thanh-hoa.ban-thuong-vu");
        assertThat(task.getCooperating()).containsExactly("thanh-hoa.dang-bo-truc-thuoc");
        assertThat(task.getDeadline().getDue()).isEqualTo(LocalDate.of(2022, 3, 31));
    }

    @Test
    void parentsComeBeforeTheirChildrenAndHoldSinceEver() {
        for (PlanCatalogue plan : plans) {
            // When
            List<String> order = plan.units().stream().map(Unit::getUnitId).toList();

            // Then
            assertThat(order).startsWith(plan.rootUnit());
            for (Unit unit : plan.units()) {
                unit.getPlacements().forEach(placement -> {
                    assertThat(order.indexOf(placement.getParentId())).isLessThan(order.indexOf(unit.getUnitId()));
                    assertThat(placement.getFrom()).isEqualTo(LocalDate.EPOCH);
                });
            }
        }
    }

    @Test
    void theBundleHoldsEveryCatalogueOfTheRepository() throws IOException {
        // When
        List<PlanCatalogue> read;
        try (Stream<Path> files = Files.list(PLANS)) {
            read = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !PlanCatalogue.isCategories(file) && !CalendarFile.isCalendar(file))
                    .map(PlanCatalogue::load)
                    .toList();
        }

        // Then
        assertThat(read).containsExactlyInAnyOrderElementsOf(plans);
    }

    @Test
    void theReadmePrintsEveryWordAndWhatItMeans() throws IOException {
        // When
        String readme = Files.readString(PLANS.resolve("README.md"));

        // Then
        Map<String, Object> words = new TreeMap<>(CatalogueWords.DEADLINE_KINDS);
        words.remove("annual");
        words.putAll(CatalogueWords.MEASURES);
        words.forEach((word, meaning) -> assertThat(readme).contains("| `" + word + "` | `" + meaning + "`"));
        CatalogueWords.RECURRENCES.forEach(
                (word, meaning) -> assertThat(readme).contains("| `" + word + "` | `" + meaning + "` |"));
        CatalogueWords.ROOT_SCOPES.forEach(
                word -> assertThat(readme).contains("| `" + word + "` | the plan's root unit"));
    }

    @Test
    void aFileThatIsNotYamlIsRefusedWithItsLine(@TempDir Path directory) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("plan.yaml"), "plan:\n  id: [\n");

        // Then
        assertThatThrownBy(() -> PlanCatalogue.load(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file + ":3:1: not readable as YAML");
    }

    private <T> Stream<T> all(Function<PlanCatalogue, List<T>> part) {
        return plans.stream().flatMap(plan -> part.apply(plan).stream());
    }

    private PlanCatalogue plan(String id) {
        return plans.stream()
                .filter(plan -> plan.plan().getPlanId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Indicator indicator(String id) {
        return all(PlanCatalogue::indicators)
                .filter(indicator -> indicator.getIndicatorId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private TaskDefinition definition(String id) {
        return all(PlanCatalogue::definitions)
                .filter(task -> task.getTaskId().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
