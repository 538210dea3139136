package org.tiendo.producer.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.v1.TaskDefinition;

/**
 * Reads a large file as an import does, twice, with a journal, in a Java of its own whose memory is bounded: all but
 * sending. To measure it: {@code java -Xmx256m -cp … org.tiendo.producer.files.LargeImport csv|xlsx 50000}.
 */
public final class LargeImport {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final int TASKS = 100;

    private LargeImport() {}

    public static void main(String[] arguments) throws IOException {
        int rows = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("large-import");
        Path path = directory.resolve("rows." + arguments[0]);
        if (arguments[0].equals("csv")) {
            writeCsv(path, rows);
        } else {
            writeXlsx(path, rows);
        }
        long begun = System.nanoTime();
        long good = read(path, directory.resolve("journal"));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(LargeImport::peak)
                .sum();
        System.out.println(arguments[0] + " bytes=" + Files.size(path) + " good=" + good + " ms=" + millis
                + " peakHeapMiB=" + (heap >> 20));
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    private static RowRules rules() {
        PublishedDefinitions.Builder published = new PublishedDefinitions.Builder();
        for (int i = 0; i < TASKS; i++) {
            TaskDefinition task = Published.definition(
                            task(i), "Nhiệm vụ " + i, unit(), Published.due(LocalDate.of(2025, 12, 31)))
                    .build();
            published.task(task, task(i), Published.NOW);
        }
        return new RowRules(published.build(), Published.NOW);
    }

    private static long read(Path path, Path journalPath) throws IOException {
        ReportFile file;
        try (InputStream in = Files.newInputStream(path)) {
            file = ReportFile.read(in, FileLimits.DEFAULT);
        }
        try (ImportJournal journal = ImportJournal.open(journalPath);
                Stream<RowOutcome> preview = file.rows(rules());
                Stream<RowOutcome> rows = file.rows(rules())) {
            preview.filter(RowOutcome.GoodRow.class::isInstance)
                    .forEach(row -> journal.settle(file, (RowOutcome.GoodRow) row));
            long good = rows.filter(RowOutcome.GoodRow.class::isInstance)
                    .map(RowOutcome.GoodRow.class::cast)
                    .peek(row -> journal.add(row, journal.settle(file, row)))
                    .count();
            journal.force();
            return good;
        }
    }

    private static String task(int row) {
        return "lam-dong-city.t-" + row % TASKS;
    }

    private static String unit() {
        return Published.UNIT;
    }

    private static LocalDate day(int row) {
        return FIRST_DAY.plusDays(row / TASKS);
    }

    static void writeCsv(Path path, int rows) throws IOException {
        StringBuilder text = new StringBuilder("\uFEFFMã nhiệm vụ;Đơn vị;Trạng thái;Tỷ lệ;Ngày số liệu; Ghi chú\n");
        for (int i = 0; i < rows; i++) {
            text.append(task(i))
                    .append(';')
                    .append(unit())
                    .append(";Đang thực hiện;")
                    .append(i % 101)
                    .append(';');
            text.append(day(i)).append(";Đang triển khai, tuần ").append(i % 52).append('\n');
        }
        Files.writeString(path, text.toString(), StandardCharsets.UTF_8);
    }

    static void writeXlsx(Path path, int rows) throws IOException {
        try (OutputStream out = Files.newOutputStream(path);
                Workbook book = new Workbook(out, "test", null)) {
            Worksheet sheet = book.newWorksheet("Báo cáo");
            String[] header = {"Mã nhiệm vụ", "Đơn vị", "Trạng thái", "Tỷ lệ", "Ngày số liệu", "Ghi chú"};
            for (int i = 0; i < header.length; i++) {
                sheet.value(0, i, header[i]);
            }
            for (int i = 0; i < rows; i++) {
                sheet.value(i + 1, 0, task(i));
                sheet.value(i + 1, 1, unit());
                sheet.value(i + 1, 2, "Đang thực hiện");
                sheet.value(i + 1, 3, i % 101);
                sheet.value(i + 1, 4, day(i));
                sheet.style(i + 1, 4).format("dd/mm/yyyy").set();
                sheet.value(i + 1, 5, "Đang triển khai, tuần " + i % 52);
            }
        }
    }
}
