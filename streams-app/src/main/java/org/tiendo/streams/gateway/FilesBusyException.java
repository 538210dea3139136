package org.tiendo.streams.gateway;

/** As many files are being read as may be at once; sending this one again in a moment is right. */
public final class FilesBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    FilesBusyException(int most) {
        super(most + " files are being read already", null, false, false);
    }
}
