package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCheckTest {
    private static final String SOUND = """
            plan: {id: p, number: null, title_vi: P, title_en: P, issuer: root, issued: '2023', implements: [], source: d.txt}
            units:
              - {id: root, name_vi: R, name_en: R, parent: null, kind: party-committee}
              - {id: child, name_vi: C, name_en: C, parent: root, kind: grassroots, collective: true}
            indicators:
              - {id: i-1, category: c, measure: share, name_vi: I, name_en: I, numerator_en: n, denominator_en: d,
                 floor: 80, stretch: 90, due: '2025-12-31', from: null, recurrence: none, scope: all, line: 1}
            tasks:
              - id: t-1
                unit: root
                cooperating: [child]
                category: c
                title_vi: T
                title_en: T
                deadline: {kind: by-year, due: '2025-12-31', from: null, recurrence: none, condition_en: null, text: null}
                line: 2
            """;

    @Test
    void aSoundCatalogueHasNoFindings() {
        // Then
        assertThat(check(catalogue -> {})).isEmpty();
    }

    @Test
    void anIdMayBeUsedOnce() {
        // Then
        assertThat(check(catalogue -> task(catalogue).put("id", "i-1")))
                .containsExactly("tasks[0].id: i-1 is used twice, first as indicators[0].id");
    }

    @Test
    void anIdWithABlankIsRefused() {
        // Then
        assertThat(check(catalogue -> task(catalogue).put("id", "t 1")))
                .containsExactly("tasks[0].id: 't 1' is not an id: it holds a blank; join its words with '-'");
    }

    @Test
    void unknownUnitsAreNamed() {
        // Then
        assertThat(check(catalogue -> {
                    task(catalogue).put("unit", "nobody");
                    task(catalogue).putArray("cooperating").add("child").add("noone");
                }))
                .containsExactly(
                        "tasks[0].unit: nobody is not among the plan's units",
                        "tasks[0].cooperating[1]: noone is not among the plan's units");
    }

    @Test
    void unknownCategoriesAreNamed() {
        // Then
        assertThat(check(catalogue -> task(catalogue).put("category", "x")))
                .containsExactly("tasks[0].category: x is not in categories.yaml");
    }

    @Test
    void anUnknownParentIsNamed() {
        // Then
        assertThat(check(catalogue -> unit(catalogue, 1).put("parent", "ghost")))
                .containsExactly("units[1].parent: ghost is not among the plan's units");
    }

    @Test
    void aUnitIsNeverItsOwnAncestor() {
        // Then
        assertThat(check(catalogue -> unit(catalogue, 0).put("parent", "child")))
                .containsExactly(
                        "units: exactly one unit must have `parent: null`, found none",
                        "units[0].parent: root is its own ancestor: root -> child -> root");
    }

    @ParameterizedTest
    @CsvSource({
        "by-date,due",
        "by-month,due",
        "by-quarter,due",
        "by-year,due",
        "range,due",
        "from-year,from",
        "conditional,condition_en"
    })
    void aDeadlineNeedsWhatItsKindSpeaksOf(String kind, String field) {
        // Then
        assertThat(check(catalogue -> deadline(catalogue)
                        .put("kind", kind)
                        .put("from", "2024-01-01")
                        .putNull(field)))
                .containsExactly("tasks[0].deadline." + field + ": missing; a deadline of kind " + kind + " needs it");
    }

    @Test
    void aRangeDoesNotEndBeforeItBegins() {
        // Then
        assertThat(check(catalogue -> deadline(catalogue).put("kind", "range").put("from", "2026-01-01")))
                .containsExactly("tasks[0].deadline.from: lies after due");
    }

    @Test
    void badDatesAndKindsAreNamedWithWhatIsExpected() {
        // Then
        assertThat(check(catalogue -> deadline(catalogue).put("due", "31/12/2025")))
                .containsExactly("tasks[0].deadline.due: 31/12/2025 is no date: write 2025-12-31");
        assertThat(check(catalogue -> deadline(catalogue).put("kind", "some-day")))
                .singleElement()
                .asString()
                .startsWith("tasks[0].deadline.kind: \"some-day\" is unknown; expected one of [unspecified, ongoing,");
    }

    @Test
    void onlyAnnualDeadlinesRecur() {
        // Then
        assertThat(check(catalogue -> deadline(catalogue).put("recurrence", "annual")))
                .containsExactly(
                        "tasks[0].deadline.recurrence: annual goes with recurrence annual, every other kind with none");
    }

    @Test
    void aMisspeltKeyIsNotOverlooked() {
        // Then
        assertThat(check(catalogue -> task(catalogue).put("categroy", "c")))
                .singleElement()
                .asString()
                .startsWith("tasks[0].categroy: unknown key; did you mean category? Expected one of [category, ");
    }

    @Test
    void aStretchBelowTheFloorOrAnUnknownScopeIsRefused() {
        // Then
        assertThat(check(catalogue -> indicator(catalogue).put("stretch", 70).put("scope", "moon")))
                .containsExactly(
                        "indicators[0].stretch: is below floor",
                        "indicators[0].scope: moon is no scope; expected all, city, district-level, commune-level,"
                                + " a unit or a kind of unit");
    }

    @Test
    void aCollectiveUnitMayListItsMembers() {
        // Then
        assertThat(check(catalogue -> unit(catalogue, 1).putArray("members").add("root")))
                .isEmpty();
    }

    @Test
    void onlyACollectiveUnitHasMembers() {
        // Then
        assertThat(check(catalogue -> unit(catalogue, 0).putArray("members").add("root")))
                .containsExactly(
                        "units[0].members: only a unit with `collective: true` has members",
                        "units[0].members[0]: root cannot be its own member");
    }

    @Test
    void aMemberIsAnotherUnitOfTheFileListedOnceAndNotCollective() {
        // Then
        assertThat(check(catalogue -> {
                    unit(catalogue, 0).put("collective", true);
                    unit(catalogue, 1)
                            .putArray("members")
                            .add("root")
                            .add("ghost")
                            .add("ghost")
                            .add("child");
                }))
                .containsExactly(
                        "units[1].members[0]: root is collective itself; list its members instead",
                        "units[1].members[1]: ghost is not among the plan's units",
                        "units[1].members[2]: ghost is not among the plan's units",
                        "units[1].members[2]: ghost is listed twice",
                        "units[1].members[3]: child cannot be its own member");
        assertThat(check(catalogue -> unit(catalogue, 1).put("members", "root")))
                .containsExactly("units[1].members: must be a list of units");
    }

    @Test
    void aUnitIsNotClosedBeforeItIsOpenedAndItsCodeIsText() {
        // Then
        assertThat(check(catalogue -> unit(catalogue, 1)
                        .put("code", 7)
                        .put("opened", "2025-07-01")
                        .put("closed", "2025-06-30")))
                .containsExactly(
                        "units[1].code: must be text; write it in quotes, or leading zeros are lost",
                        "units[1].opened: lies after closed");
        assertThat(check(catalogue -> unit(catalogue, 1).put("opened", "1/7/2025")))
                .containsExactly("units[1].opened: 1/7/2025 is no date: write 2025-07-01");
    }

    private static List<String> check(Consumer<ObjectNode> change) {
        ObjectNode catalogue = (ObjectNode) parse();
        change.accept(catalogue);
        return PlanCheck.check(PlanFile.of("plan.yaml", catalogue), Set.of("c")).all().stream()
                .map(Finding::toString)
                .toList();
    }

    private static JsonNode parse() {
        try {
            return PlanFile.read(new ByteArrayInputStream(SOUND.getBytes(StandardCharsets.UTF_8)), "plan.yaml")
                    .sound();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode task(ObjectNode catalogue) {
        return (ObjectNode) catalogue.path("tasks").path(0);
    }

    private static ObjectNode deadline(ObjectNode catalogue) {
        return (ObjectNode) task(catalogue).path("deadline");
    }

    private static ObjectNode indicator(ObjectNode catalogue) {
        return (ObjectNode) catalogue.path("indicators").path(0);
    }

    private static ObjectNode unit(ObjectNode catalogue, int index) {
        return (ObjectNode) catalogue.path("units").path(index);
    }
}
