package org.tiendo.producer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tiendo.producer.BadInputException;

class PlanWorkbookTest {
    private static final Path PLANS = Path.of("..", "plans");

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thanh-hoa-21kl",
                "dong-nai-28nq",
                "lam-dong-city-28nq",
                "hcm-universities-28nq",
                "tien-lang-28nq"
            })
    void aPlanWrittenAsAWorkbookIsTheSamePlan(String name) {
        // Given
        Path yaml = PLANS.resolve(name + ".yaml");
        Path workbook = directory.resolve(name + ".xlsx");

        // When
        PlanWorkbookWriter.filled(yaml, workbook);

        // Then
        assertThat(PlanCatalogue.load(workbook)).isEqualTo(PlanCatalogue.load(yaml));
    }

    @Test
    void anEmptyFormIsToldWhatItLacks() throws IOException {
        // Given
        Path form = directory.resolve("form.xlsx");

        // When
        PlanWorkbookWriter.empty(form);

        // Then
        assertThat(check(Files.readAllBytes(form)))
                .contains(
                        "p:plan!B1: plan.id: missing",
                        "p:units!A1: units: exactly one unit must have `parent: null`, found none");
        assertThatThrownBy(() -> PlanWorkbookWriter.empty(form))
                .isInstanceOf(BadInputException.class)
                .hasMessageEndingWith("is there already; name another file, or remove it");
    }

    @Test
    void headingsMayBeVietnameseWithOrWithoutMarksAndDatesAsVietnamWritesThem() throws IOException {
        // When
        PlanFile read = read(workbook(sheets -> {
            Worksheet tasks = sheets.tasks;
            tasks.value(0, 4, "NHIEM VU");
            tasks.value(1, 7, "31/12/2025");
            tasks.value(1, 8, LocalDate.of(2025, 1, 1));
            tasks.value(1, 6, "range");
        }));

        // Then
        assertThat(PlanCheck.check(read, Set.of("digital")).lines()).isEmpty();
        assertThat(read.content().at("/tasks/0/deadline/due").asText()).isEqualTo("2025-12-31");
        assertThat(read.content().at("/tasks/0/deadline/from").asText()).isEqualTo("2025-01-01");
    }

    @Test
    void findingsNameSheetAndCell() throws IOException {
        // Then
        assertThat(check(workbook(sheets -> {
                    sheets.tasks.value(1, 1, "nobody");
                    sheets.tasks.value(1, 3, "digitl");
                    sheets.tasks.value(1, 6, "by-date");
                    sheets.tasks.value(1, 7, "31/02/2025");
                    sheets.tasks.value(2, 0, "t-1");
                    sheets.units.value(2, 4, "ghost");
                })))
                .containsExactly(
                        "p:units!E3: units[1].parent: ghost is not among the plan's units",
                        "p:tasks!B2: tasks[0].unit: nobody is not among the plan's units",
                        "p:tasks!D2: tasks[0].category: digitl is not in categories.yaml; did you mean digital?",
                        "p:tasks!H2: tasks[0].deadline.due: 31/02/2025 is no date: month 2 of 2025 has 28 days",
                        "p:tasks!A3: tasks[1].id: t-1 is used twice, first as tasks[0].id (tasks!A2)",
                        "p:tasks!B3: tasks[1].unit: missing; name one of the plan's units",
                        "p:tasks!D3: tasks[1].category: missing; name one of categories.yaml",
                        "p:tasks!E3: tasks[1].title_vi: missing");
    }

    @Test
    void unknownAndRepeatedHeadingsAreToldOf() throws IOException {
        // Then
        assertThat(check(workbook(sheets -> {
                    sheets.tasks.value(0, 9, "colour");
                    sheets.tasks.value(0, 10, "unit");
                })))
                .satisfiesExactly(
                        unknown -> assertThat(unknown)
                                .startsWith("p:tasks!J1: tasks: unknown heading 'colour'; expected one of [id, unit, "),
                        twice -> assertThat(twice)
                                .isEqualTo("p:tasks!K1: tasks: the heading 'unit' is there twice; keep one"));
    }

    @Test
    void numbersAreReadAsTheyAreShown() throws IOException {
        // When
        PlanFile read = read(workbook(sheets -> {
            Worksheet indicators = sheets.indicators;
            List<String> headings =
                    List.of("id", "measure", "name_vi", "denominator_en", "category", "floor", "stretch");
            for (int i = 0; i < headings.size(); i++) {
                indicators.value(0, i, headings.get(i));
            }
            indicators.value(1, 0, "i-1");
            indicators.value(1, 1, "share");
            indicators.value(1, 2, "Tỷ lệ");
            indicators.value(1, 3, "all");
            indicators.value(1, 4, "digital");
            indicators.value(1, 5, 0.8);
            indicators.style(1, 5).format("0%").set();
            indicators.value(1, 6, "90,5");
        }));

        // Then
        assertThat(PlanCheck.check(read, Set.of("digital")).lines()).isEmpty();
        assertThat(read.content().at("/indicators/0/floor").decimalValue()).isEqualByComparingTo("80");
        assertThat(read.content().at("/indicators/0/stretch").decimalValue()).isEqualByComparingTo("90.5");
    }

    @Test
    void idsTypedWithSeparateMarksAreTheSameIds() throws IOException {
        // When
        PlanFile read = read(workbook(sheets -> sheets.tasks.value(1, 0, "vie\u0323\u0302c-1")));

        // Then
        assertThat(read.content().at("/tasks/0/id").asText()).isEqualTo("việc-1");
    }

    @Test
    void formulasAndDaysOfAnotherProgramAreReadByTheirValues() throws IOException {
        // Given
        PlanWorkbookWriter.filled(PLANS.resolve("tien-lang-28nq.yaml"), directory.resolve("plan.xlsx"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Files.newInputStream(directory.resolve("plan.xlsx"));
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            XSSFSheet plan = workbook.getSheet("plan");
            XSSFCell issued = plan.getRow(5).getCell(1);
            issued.setCellValue(LocalDate.of(2023, 7, 14));
            XSSFCellStyle day = workbook.createCellStyle();
            day.setDataFormat((short) 14);
            issued.setCellStyle(day);
            plan.getRow(1).createCell(1).setCellFormula("CONCATENATE(\"12-\",\"KH\")");
            workbook.getSheet("indicators").getRow(1).getCell(7).setCellFormula("1/0");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
            workbook.write(bytes);
        }

        // When
        PlanFile read = read(bytes.toByteArray());

        // Then
        assertThat(read.content().at("/plan/issued").asText()).isEqualTo("2023-07-14");
        assertThat(read.content().at("/plan/number").asText()).isEqualTo("12-KH");
        assertThat(PlanCheck.check(read, PlanCatalogue.bundledCategories()).lines())
                .containsExactly("p:indicators!H2: indicators[0].floor: the cell shows the error #DIV/0!");
    }

    @Test
    void aWorkbookOfSomethingElseIsToldOf() throws IOException {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            workbook.newWorksheet("Sheet1").value(0, 0, "x");
        }

        // Then
        assertThat(check(bytes.toByteArray()))
                .contains(
                        "p: plan: the workbook has no sheet 'plan' ('kế hoạch')",
                        "p: tasks: the workbook has no sheet 'tasks' ('nhiệm vụ')");
    }

    @Test
    void anArchiveThatIsNoWorkbookOrABombIsNotRead() throws IOException {
        // Then
        assertThat(check(zip(10))).singleElement().asString().startsWith("p: not readable as a workbook (XLSX)");
        assertThat(check(zip(60 * 1024 * 1024))).containsExactly("p: not readable: it grows to more than 50 MB");
    }

    @Test
    void theReadmePrintsEveryHeading() throws IOException {
        // When
        String readme = Files.readString(PLANS.resolve("README.md"));

        // Then
        for (PlanForm form : PlanForm.SHEETS) {
            assertThat(readme).contains("`" + form.name() + "` (`" + form.vietnamese() + "`)");
            form.columns()
                    .forEach(
                            column -> assertThat(readme).contains("`" + column.heading() + "` " + column.vietnamese()));
        }
    }

    private static byte[] zip(int zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
            zip.write(new byte[zeros]);
        }
        return bytes.toByteArray();
    }

    private record Sheets(Worksheet units, Worksheet indicators, Worksheet tasks) {}

    /** A sound plan of two units and a task, changed before it is written. */
    private static byte[] workbook(Consumer<Sheets> change) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet plan = workbook.newWorksheet("Kế hoạch");
            row(plan, 0, "mã", "p");
            row(plan, 1, "title_vi", "Kế hoạch");
            row(plan, 2, "title_en", "Plan");
            row(plan, 3, "cơ quan ban hành", "root");
            row(plan, 4, "source", "d.txt");
            Worksheet units = workbook.newWorksheet("units");
            row(units, 0, "id", "name_vi", "name_en", "kind", "parent");
            row(units, 1, "root", "Thành ủy", "", "party-committee");
            row(units, 2, "child", "Phường", "", "grassroots", "root");
            Worksheet indicators = workbook.newWorksheet("indicators");
            Worksheet tasks = workbook.newWorksheet("tasks");
            row(tasks, 0, "id", "unit", "cooperating", "category", "title_vi", "title_en", "kind", "due", "from");
            row(tasks, 1, "t-1", "root", "child", "digital", "Việc", "", "", "");
            change.accept(new Sheets(units, indicators, tasks));
        }
        return bytes.toByteArray();
    }

    private static void row(Worksheet sheet, int row, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                sheet.value(row, column, cells[column]);
            }
        }
    }

    private static PlanFile read(byte[] workbook) throws IOException {
        return PlanFile.read(new ByteArrayInputStream(workbook), "p");
    }

    private static List<String> check(byte[] workbook) throws IOException {
        return PlanCheck.check(read(workbook), Set.of("digital")).lines();
    }
}
