package org.tiendo.producer.files;

/**
 * What is wrong with one cell, or with a row as a whole.
 *
 * @param column the column's header as the file has it; empty where the row as a whole is meant
 * @param letter the column's letter as a spreadsheet shows it; empty where the row as a whole is meant
 * @param code a {@link RowProblem} or a {@link org.tiendo.contract.RefusalCode}
 * @param messageVi the reason, and what to do
 * @param messageEn the same in English
 */
public record Flaw(String column, String letter, String code, String messageVi, String messageEn) {}
