/**
 * Reports in files, as offices keep them: {@link org.tiendo.producer.files.ReportFile} reads CSV and XLSX of any origin row
 * by row, {@link org.tiendo.producer.files.ReportForm} writes the form that a unit fills in, and
 * {@link org.tiendo.producer.files.ImportJournal} makes importing a file again harmless. What is read here was written by
 * anybody with any program, so nothing is trusted: every limit is kept while reading, and every cell that cannot be
 * understood is named with its place instead of being guessed.
 */
@NullMarked
package org.tiendo.producer.files;

import org.jspecify.annotations.NullMarked;
