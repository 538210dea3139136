package org.tiendo.producer.files;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A cell as the file has it, before its column says what it means. */
sealed interface Cell {
    Blank BLANK = new Blank();

    /** Nothing in it, or blanks only. */
    record Blank() implements Cell {}

    /** Words, in NFC and without blanks around them; all that a CSV file has. */
    record Text(String text) implements Cell {}

    /**
     * A number of a workbook.
     *
     * @param dayZero the day that the workbook counts dates from
     */
    record Figure(BigDecimal value, Form form, LocalDate dayZero) implements Cell {}

    /** A date written as such: only the strict form of XLSX has it. */
    record Day(LocalDate date) implements Cell {}

    /** An error such as {@code #REF!}, or what is no value at all. */
    record Broken(String shown) implements Cell {}

    /** A formula that no program has worked out. */
    record Unworked() implements Cell {}

    /** What a number's cell shows. */
    enum Form {
        PLAIN,
        PERCENT,
        DATE
    }
}
