package org.tiendo.streams.gateway;

/** A whole request body that cannot be used. The message says where and what to do. */
public final class BadBodyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String code;

    /** What is wrong with it. */
    public enum Kind {
        /** It is not in the form that it says it has. */
        MALFORMED,
        /** There is more of it than is taken at once. */
        TOO_LARGE,
        /** It is well formed and holds nothing that could be a report. */
        UNUSABLE
    }

    public BadBodyException(Kind kind, String code, String message) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** Its name for programs. */
    public String code() {
        return code;
    }
}
