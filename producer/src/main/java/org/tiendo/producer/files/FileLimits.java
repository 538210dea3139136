package org.tiendo.producer.files;

/**
 * How much a file may hold. It is kept in memory as it came, so these bounds are what an upload can cost.
 *
 * @param bytes size of the file
 * @param inflatedBytes size of all parts of a workbook together, unpacked
 * @param rows rows that are not blank, below the header
 */
public record FileLimits(int bytes, long inflatedBytes, int rows) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** 5 MiB, 50 MiB unpacked, 100,000 rows. */
    public static final FileLimits DEFAULT = new FileLimits(5 * MEBIBYTE, 50L * MEBIBYTE, 100_000);
}
