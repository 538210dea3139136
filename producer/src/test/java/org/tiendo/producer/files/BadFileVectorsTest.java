package org.tiendo.producer.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are none, or that mean harm: each ends in its code, in bounded time and memory. */
class BadFileVectorsTest {
    private static final String HEADER = "task;unit;status;date;note\n";
    private static final String ROW = "t-1;ban-to-chức;done;2025-06-30;\n";

    static Stream<Arguments> vectors() throws IOException {
        return Stream.of(
                vector("no bytes at all", "EMPTY_FILE", new byte[0]),
                vector("blank lines only", "EMPTY_FILE", text(" \r\n\t\n")),
                vector("a byte order mark only", "EMPTY_FILE", text("\uFEFF")),
                vector("a header without rows", "NO_ROWS", text(HEADER)),
                vector("rows without a header", "NO_HEADER", text(ROW + ROW)),
                vector("a header below the tenth row", "NO_HEADER", text("\n".repeat(10) + HEADER + ROW)),
                vector("a header without its status", "MISSING_COLUMN", text("task;unit;date\nt-1;u;2025-06-30\n")),
                vector("two columns for one thing", "DUPLICATE_COLUMN", text("task;status;Trạng thái\nt-1;x;y\n")),
                vector("a quotation mark left open", "BAD_QUOTES", text(HEADER + ROW.replace("\n", "\"open\n") + ROW)),
                vector("words behind a quotation", "BAD_QUOTES", text(HEADER + ROW.replace("\n", "\"a\" b\n") + ROW)),
                vector("a PDF", "NOT_A_TABLE", text("%PDF-1.7\n1 0 obj")),
                vector("a web page named .xls", "NOT_A_TABLE", text("\r\n<html><table><tr><td>task</td>")),
                vector("an XML table of 2003", "NOT_A_TABLE", text("\uFEFF<?xml version=\"1.0\"?><Workbook>")),
                vector("a picture", "NOT_A_TABLE", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}),
                vector("a gzip archive", "NOT_A_TABLE", new byte[] {0x1F, (byte) 0x8B, 8, 0}),
                vector("a rich text document", "NOT_A_TABLE", text("{\\rtf1\\ansi task}")),
                vector("bytes with zeros", "NOT_A_TABLE", text(HEADER + "t-1;\0;\n")),
                vector("UTF-16 without its mark", "NOT_A_TABLE", HEADER.getBytes(StandardCharsets.UTF_16LE)),
                vector("UTF-16 cut in a character", "UNREADABLE_TEXT", cutUtf16()),
                vector("UTF-8 by its mark and not by its bytes", "UNREADABLE_TEXT", brokenUtf8()),
                vector("bytes that no character set has", "UNREADABLE_TEXT", undefinedBytes()),
                vector("one byte more than allowed", "FILE_TOO_LARGE", new byte[FileLimits.DEFAULT.bytes() + 1]),
                vector("more rows than allowed", "TOO_MANY_ROWS", manyRows()),
                vector("an old workbook", "OLD_WORKBOOK", oldWorkbook()),
                vector("a workbook with a password", "ENCRYPTED_WORKBOOK", encryptedWorkbook()),
                vector("an archive with a password", "ENCRYPTED_WORKBOOK", encryptedArchive()),
                vector("an archive of other things", "OTHER_WORKBOOK", zip(Map.of("readme.txt", "task;status"))),
                vector("an OpenDocument table", "OTHER_WORKBOOK", zip(Map.of("mimetype", "x", "content.xml", "<a/>"))),
                vector("an empty archive", "NOT_A_TABLE", zip(Map.of())),
                vector("a workbook cut short", "BROKEN_WORKBOOK", cutShort()),
                vector("a workbook with bytes flipped", "BROKEN_WORKBOOK", flipped()),
                vector("a sheet that is no XML", "BROKEN_WORKBOOK", sheet("<sheetData><row><c")),
                vector("a sheet that is missing", "BROKEN_WORKBOOK", withoutSheet()),
                vector(
                        "a DTD in the sheet",
                        "FORBIDDEN_XML",
                        workbook("<!DOCTYPE x [<!ENTITY a \"a\">]><worksheet><sheetData/></worksheet>", "<sst/>")),
                vector(
                        "entities that multiply",
                        "FORBIDDEN_XML",
                        workbook(
                                "<worksheet><sheetData/></worksheet>",
                                "<!DOCTYPE lolz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>")),
                vector(
                        "an entity from a file",
                        "FORBIDDEN_XML",
                        workbook(
                                "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><worksheet><sheetData/></worksheet>",
                                "<sst/>")),
                vector("a zip bomb", "INFLATES_TOO_LARGE", bomb()),
                vector("two sheets with reports", "MANY_SHEETS", WorkbookTest.workbook(book -> {
                    WorkbookTest.row(book.createSheet("a"), 0, "task", "status");
                    WorkbookTest.row(book.createSheet("b"), 0, "task", "status");
                })),
                vector(
                        "a workbook without a header",
                        "NO_HEADER",
                        WorkbookTest.workbook(book -> WorkbookTest.row(book.createSheet("a"), 0, "x", "y"))),
                vector(
                        "a cell that names a text that is not there",
                        "NO_HEADER",
                        sheet("<sheetData><row><c t=\"s\"><v>2000000000</v></c></row></sheetData>")),
                vector(
                        "a cell far beyond the last column",
                        "NO_HEADER",
                        sheet("<sheetData><row><c r=\"ZZZZZZZZZZ1\" t=\"str\"><v>task</v></c></row></sheetData>")),
                vector(
                        "a number as long as the memory",
                        "NO_HEADER",
                        sheet(
                                "<sheetData><row><c><v>1E2000000000</v></c><c><v>1E-999999999</v></c></row></sheetData>")));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aBadFileIsNamed(String code, byte[] file) {
        // When
        BadFileException thrown = catchThrowableOfType(BadFileException.class, () -> ReadRows.of(file));

        // Then
        assertThat(thrown).isNotNull().returns(code, BadFileException::code);
        assertThat(thrown.messageVi()).isNotBlank().doesNotContain("%s");
        assertThat(thrown.messageEn()).isNotBlank().doesNotContain("%s");
        assertThat(ReadRows.of(text(HEADER + ROW)).reports()).hasSize(1);
    }

    private static Arguments vector(String name, String code, byte[] file) {
        return Arguments.of(Named.of(name + " is " + code, code), Named.of(file.length + " bytes", file));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] cutUtf16() {
        byte[] whole = ("\uFEFF" + HEADER + ROW).getBytes(StandardCharsets.UTF_16LE);
        return Arrays.copyOf(whole, whole.length - 1);
    }

    private static byte[] brokenUtf8() {
        byte[] bytes = text("\uFEFF" + HEADER + ROW + "x");
        bytes[bytes.length - 1] = (byte) 0xC3;
        return bytes;
    }

    /** Neither UTF-8 nor Windows-1258 knows 0x8A. */
    private static byte[] undefinedBytes() {
        byte[] bytes = text(HEADER + ROW + "x");
        bytes[bytes.length - 1] = (byte) 0x8A;
        return bytes;
    }

    private static byte[] manyRows() {
        StringBuilder rows = new StringBuilder("task;status\n");
        rows.append("t-1;x\n".repeat(FileLimits.DEFAULT.rows() + 1));
        return text(rows.toString());
    }

    private static byte[] oldWorkbook() throws IOException {
        try (HSSFWorkbook book = new HSSFWorkbook()) {
            book.createSheet("a");
            return written(book::write);
        }
    }

    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toByteArray();
    }

    private static byte[] encryptedWorkbook() throws IOException {
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (OutputStream out = encryptor.getDataStream(container)) {
                out.write(ReportFormTest.form(FormWords.VI));
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            return written(container::writeFilesystem);
        }
    }

    /** Sets the bit that says so in the archive's directory and in the part's own header. */
    private static byte[] encryptedArchive() throws IOException {
        byte[] archive = zip(Map.of("xl/workbook.xml", "<workbook/>"));
        for (int i = 0; i + 10 < archive.length; i++) {
            if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 1 && archive[i + 3] == 2) {
                archive[i + 8] |= 1;
            } else if (archive[i] == 'P' && archive[i + 1] == 'K' && archive[i + 2] == 3 && archive[i + 3] == 4) {
                archive[i + 6] |= 1;
            }
        }
        return archive;
    }

    private static byte[] cutShort() throws IOException {
        byte[] form = ReportFormTest.form(FormWords.VI);
        return Arrays.copyOf(form, form.length / 2);
    }

    private static byte[] flipped() throws IOException {
        byte[] form = ReportFormTest.form(FormWords.VI);
        for (int i = 60; i < 400; i++) {
            form[i] ^= 0x55;
        }
        return form;
    }

    private static byte[] withoutSheet() throws IOException {
        Map<String, String> parts = parts("<worksheet/>", "<sst/>");
        parts.remove("xl/worksheets/sheet1.xml");
        return zip(parts);
    }

    private static byte[] sheet(String content) throws IOException {
        return workbook("<worksheet>" + content + "</worksheet>", "<sst/>");
    }

    /** 60 MB of blanks pack into 60 kB. */
    private static byte[] bomb() throws IOException {
        return workbook("<worksheet>" + " ".repeat(60 * 1024 * 1024) + "</worksheet>", "<sst/>");
    }

    private static byte[] workbook(String sheet, String texts) throws IOException {
        return zip(parts(sheet, texts));
    }

    private static Map<String, String> parts(String sheet, String texts) {
        String relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "_rels/.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"" + relation
                        + "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Type=\"" + relation
                        + "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" + relation
                        + "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"http://r\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>");
        parts.put("xl/sharedStrings.xml", texts);
        parts.put("xl/worksheets/sheet1.xml", sheet);
        return parts;
    }

    private static byte[] zip(Map<String, String> parts) {
        try {
            return written(out -> {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    for (Map.Entry<String, String> part : parts.entrySet()) {
                        zip.putNextEntry(new ZipEntry(part.getKey()));
                        zip.write(text(part.getValue()));
                        zip.closeEntry();
                    }
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
