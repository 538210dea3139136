package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad plans: what is changed in a sound one, and where and how that is told. */
class BadPlansTest {
    private static final String SOUND = """
            plan:
              id: p
              title_vi: Kế hoạch
              title_en: Plan
              issuer: root
              issued: 2023-06-01
              implements: []
              source: d.txt
            units:
              - id: root
                name_vi: Thành ủy
                parent: null
                kind: party-committee
              - id: child
                name_vi: Phường
                parent: root
                kind: grassroots
                collective: true
            indicators:
              - id: i-1
                category: digital
                measure: share
                name_vi: Tỷ lệ
                denominator_en: all
                floor: 80
                stretch: 90
                due: 2025-12-31
                recurrence: none
                scope: all
                line: 1
            tasks:
              - id: t-1
                unit: root
                cooperating: [child]
                category: digital
                title_vi: Việc
                deadline:
                  kind: by-date
                  due: 2025-12-31
                  recurrence: none
                line: 2
            """;

    private static Stream<Arguments> badPlans() {
        return Stream.of(
                // Ids
                bad(
                        "an id twice",
                        "id: t-1",
                        "id: i-1",
                        "p:32:9: tasks[0].id: i-1 is used twice, first as indicators[0].id (line 20)"),
                bad(
                        "a unit's id twice",
                        "id: child",
                        "id: root",
                        "p:14:9: units[1].id: root is used twice, first as units[0].id (line 10)",
                        "p:34:19: tasks[0].cooperating[0]: child is not among the plan's units"),
                bad(
                        "an id with a blank",
                        "id: t-1",
                        "id: t 1",
                        "p:32:9: tasks[0].id: 't 1' is not an id: it holds a blank; join its words with '-'"),
                bad(
                        "an id with a bar",
                        "id: t-1",
                        "id: t|1",
                        "p:32:9: tasks[0].id: 't|1' is not an id: it holds '|' or '/'"),
                bad(
                        "an id with a slash",
                        "id: t-1",
                        "id: t/1",
                        "p:32:9: tasks[0].id: 't/1' is not an id: it holds '|' or '/'"),
                bad(
                        "an id in NFD",
                        "id: t-1",
                        "id: vie\u0323\u0302c-1",
                        "p:32:9: tasks[0].id: 'việc-1' is not an id: its marks are separate characters (NFD); type it again, or save the file in NFC"),
                bad(
                        "an id too long",
                        "id: t-1",
                        "id: " + "t".repeat(129),
                        "p:32:9: tasks[0].id: 'ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt' is not an id: it is longer than 128 characters"),
                bad("an empty id", "id: t-1", "id: ''", "p:32:9: tasks[0].id: '' is not an id: it is empty"),
                bad("a number for an id", "id: t-1", "id: 7", "p:32:9: tasks[0].id: must be text; put it in quotes"),
                bad("no id", "id: t-1\n    unit", "unit", "p:32:5: tasks[0].id: missing"),
                // Units
                bad(
                        "an unknown unit",
                        "unit: root",
                        "unit: rooot",
                        "p:33:11: tasks[0].unit: rooot is not among the plan's units; did you mean root?"),
                bad(
                        "an unknown cooperating unit",
                        "[child]",
                        "[childe]",
                        "p:34:19: tasks[0].cooperating[0]: childe is not among the plan's units; did you mean child?"),
                bad(
                        "cooperating is no list",
                        "[child]",
                        "child",
                        "p:34:18: tasks[0].cooperating: must be a list of units"),
                bad(
                        "an unknown parent",
                        "parent: root",
                        "parent: ghost",
                        "p:16:13: units[1].parent: ghost is not among the plan's units"),
                bad(
                        "an unknown issuer",
                        "issuer: root",
                        "issuer: nobody-at-all",
                        "p:5:11: plan.issuer: nobody-at-all is not among the plan's units"),
                bad(
                        "an unknown member",
                        "collective: true",
                        "collective: true\n    members: [w-1]",
                        "p:19:15: units[1].members[0]: w-1 is not among the plan's units"),
                bad(
                        "an unknown reporter",
                        "scope: all",
                        "scope: all\n    reporters: [chld]",
                        "p:30:17: indicators[0].reporters[0]: chld is not among the plan's units; did you mean child?"),
                bad(
                        "a circle",
                        "parent: null",
                        "parent: child",
                        "p:10:3: units: exactly one unit must have `parent: null`, found none",
                        "p:12:13: units[0].parent: root is its own ancestor: root -> child -> root"),
                bad(
                        "two roots",
                        "parent: root",
                        "parent: null",
                        "p:16:13: units[1].parent: child has no parent, as root has none; exactly one unit must have `parent: null`"),
                bad(
                        "its own parent",
                        "parent: root",
                        "parent: child",
                        "p:16:13: units[1].parent: child is its own ancestor: child -> child"),
                bad(
                        "collective is a word",
                        "collective: true",
                        "collective: yes",
                        "p:18:17: units[1].collective: \"yes\" must be true or false"),
                // Dates and deadlines
                bad(
                        "31 February",
                        "due: 2025-12-31\n      recurrence",
                        "due: 31/02/2025\n      recurrence",
                        "p:39:12: tasks[0].deadline.due: 31/02/2025 is no date: month 2 of 2025 has 28 days"),
                bad(
                        "30 February in ISO",
                        "issued: 2023-06-01",
                        "issued: 2023-02-30",
                        "p:6:11: plan.issued: 2023-02-30 is no date: month 2 of 2023 has 28 days"),
                bad(
                        "a date as Vietnam writes it",
                        "issued: 2023-06-01",
                        "issued: 01/06/2023",
                        "p:6:11: plan.issued: 01/06/2023 is no date: write 2023-06-01"),
                bad(
                        "month 13",
                        "issued: 2023-06-01",
                        "issued: 2023-13-01",
                        "p:6:11: plan.issued: 2023-13-01 is no date: there is no month 13; expected year-month-day, such as 2024-12-31"),
                bad(
                        "a year of no plan",
                        "issued: 2023-06-01",
                        "issued: 0223-06-01",
                        "p:6:11: plan.issued: 0223-06-01 is not a year of a plan: expected 1945 to 2100"),
                bad(
                        "due before from",
                        "kind: by-date",
                        "kind: range\n      from: 2026-01-01",
                        "p:39:13: tasks[0].deadline.from: lies after due"),
                bad(
                        "a day to come by is missing",
                        "      due: 2025-12-31\n      recurrence",
                        "      recurrence",
                        "p:38:7: tasks[0].deadline.due: missing; a deadline of kind by-date needs it"),
                bad(
                        "a condition is missing",
                        "kind: by-date",
                        "kind: conditional",
                        "p:38:7: tasks[0].deadline.condition_en: missing; a deadline of kind conditional needs it"),
                bad(
                        "ongoing has no due day",
                        "kind: by-date",
                        "kind: ongoing",
                        "p:39:12: tasks[0].deadline.due: ongoing has no due day; use by-date, by-month, by-quarter or by-year"),
                bad(
                        "no recurrence",
                        "      recurrence: none\n",
                        "",
                        "p:38:7: tasks[0].deadline.recurrence: missing; expected one of [none, monthly, quarterly, annual]"),
                bad(
                        "recurs, but is due once",
                        "      recurrence: none",
                        "      recurrence: annual",
                        "p:40:19: tasks[0].deadline.recurrence: annual goes with recurrence annual, every other kind with none"),
                bad(
                        "no deadline",
                        "    deadline:\n      kind: by-date\n      due: 2025-12-31\n      recurrence: none\n",
                        "",
                        "p:32:5: tasks[0].deadline: must be a mapping of [condition_en, due, from, kind, recurrence, text]"),
                // Words
                bad(
                        "an unknown kind of deadline",
                        "kind: by-date",
                        "kind: by-dat",
                        "p:38:13: tasks[0].deadline.kind: \"by-dat\" is unknown; did you mean by-date? Expected one of [unspecified, ongoing, conditional, annual, from-year, by-date, by-month, by-quarter, by-year, range]"),
                bad(
                        "an unknown measure",
                        "measure: share",
                        "measure: Share",
                        "p:22:14: indicators[0].measure: \"Share\" is unknown; did you mean share? Expected one of [share, count, milestone]"),
                bad(
                        "an unknown category",
                        "digital\n    title",
                        "digitl\n    title",
                        "p:35:15: tasks[0].category: digitl is not in categories.yaml; did you mean digital?"),
                bad(
                        "an unknown scope",
                        "scope: all",
                        "scope: grassrots",
                        "p:29:12: indicators[0].scope: grassrots is no scope; did you mean grassroots? Expected all, city, district-level, commune-level, a unit or a kind of unit"),
                bad(
                        "an unknown key",
                        "title_vi: Việc",
                        "tittle_vi: Việc",
                        "p:32:5: tasks[0].title_vi: missing",
                        "p:36:5: tasks[0].tittle_vi: unknown key; did you mean title_vi? Expected one of [category, cooperating, deadline, general, id, line, quantity, title_en, title_vi, unit]"),
                bad(
                        "an unknown key at the top",
                        "tasks:",
                        "task:",
                        "p:1:1: tasks: must be a list; it is missing ([] stands for none)",
                        "p:31:1: task: unknown key; did you mean tasks? Expected one of [indicators, plan, tasks, units]"),
                bad("a title is missing", "    title_vi: Việc\n", "", "p:32:5: tasks[0].title_vi: missing"),
                bad(
                        "a title is a number",
                        "title_vi: Việc",
                        "title_vi: 2025",
                        "p:36:15: tasks[0].title_vi: must be text; put it in quotes"),
                bad(
                        "a line is a word",
                        "line: 2",
                        "line: two",
                        "p:41:11: tasks[0].line: must be the line of the source document, a whole number"),
                // Figures
                bad(
                        "a share over 100",
                        "stretch: 90",
                        "stretch: 190",
                        "p:26:14: indicators[0].stretch: 190 must be from 0 to 100, as a share is in percent"),
                bad(
                        "a decimal comma",
                        "floor: 80",
                        "floor: 80,5",
                        "p:25:12: indicators[0].floor: \"80,5\" must be a number or null; write decimals with a point"),
                bad(
                        "three decimals",
                        "floor: 80",
                        "floor: 80.125",
                        "p:25:12: indicators[0].floor: 80.125 has more than 2 decimals"),
                bad(
                        "a stretch below the floor",
                        "stretch: 90",
                        "stretch: 70",
                        "p:26:14: indicators[0].stretch: is below floor"),
                bad(
                        "a stretch without a floor",
                        "    floor: 80\n",
                        "",
                        "p:25:14: indicators[0].stretch: goes with a floor, which is missing"),
                bad(
                        "a share of nothing",
                        "    denominator_en: all\n",
                        "",
                        "p:20:5: indicators[0].denominator_en: missing"),
                // YAML
                bad(
                        "a key twice",
                        "unit: root",
                        "unit: root\n    unit: child",
                        "p:34:5: tasks[0].unit: given twice, first in line 33; keep one"),
                bad(
                        "an alias of a list",
                        "[child]",
                        "&a [child]\n    quantity: *a",
                        "p:35:15: tasks[0].quantity: the alias *a is not allowed; write out what it stands for"),
                bad(
                        "an alias of nothing",
                        "[child]",
                        "*ghost",
                        "p:34:18: tasks[0].cooperating: the alias *ghost is not allowed; write out what it stands for"),
                bad(
                        "a tag",
                        "title_vi: Việc",
                        "title_vi: !!java.net.URL [x]",
                        "p:36:15: tasks[0].title_vi: the tag tag:yaml.org,2002:java.net.URL has no meaning here; leave it out"),
                bad(
                        "a tab",
                        "    unit: root",
                        "\tunit: root",
                        "p:33:1: not readable as YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation); indent with blanks, not with tabs"),
                bad(
                        "a colon in a title",
                        "title_vi: Việc",
                        "title_vi: Việc: xong",
                        "p:36:19: not readable as YAML: mapping values are not allowed here; put text that holds ': ' in quotes, or mend the indentation"),
                bad(
                        "a quote left open",
                        "title_vi: Việc",
                        "title_vi: \"Việc",
                        "p:42:1: not readable as YAML: found unexpected end of stream; a quote or bracket is not closed (it begins in line 36)"),
                bad(
                        "a bracket left open",
                        "[child]",
                        "[child",
                        "p:35:13: not readable as YAML: expected ',' or ']', but got :; a bracket is not closed, or a comma is missing (it begins in line 34)"),
                bad(
                        "an indentation too deep",
                        "    unit: root",
                        "      unit: root",
                        "p:33:11: not readable as YAML: mapping values are not allowed here; put text that holds ': ' in quotes, or mend the indentation"),
                bad(
                        "too deep",
                        "[child]",
                        "[".repeat(30) + "]".repeat(30),
                        "p:34:35: not readable: more than 20 levels deep"),
                bad(
                        "a second document",
                        "line: 2\n",
                        "line: 2\n---\nplan: {}\n",
                        "p:42:1: a second document begins here; a file holds one"),
                bad(
                        "a character that is none",
                        "title_vi: Việc",
                        "title_vi: Vi\u0007ệc",
                        "p:36:17: not readable as YAML: the character U+0007 is not allowed"));
    }

    private static Arguments bad(String name, String from, String to, String... expected) {
        return Arguments.of(name, from, to, List.of(expected));
    }

    @Test
    void thePlanItselfIsSound() throws IOException {
        // Then
        assertThat(check(SOUND.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPlans")
    void aBadPlanIsToldOfWithItsPlace(String name, String from, String to, List<String> expected) throws IOException {
        // Given
        assertThat(SOUND).as(name).containsOnlyOnce(from);

        // When
        List<String> findings = check(SOUND.replace(from, to).getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(findings).containsExactlyElementsOf(expected);
    }

    private static List<String> check(byte[] plan) throws IOException {
        return PlanCheck.check(PlanFile.read(new ByteArrayInputStream(plan), "p"), Set.of("digital"))
                .lines();
    }
}
