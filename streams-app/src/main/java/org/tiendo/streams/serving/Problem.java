package org.tiendo.streams.serving;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer that is an error, in the terms of RFC 9457. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String title;
    private final @Nullable String parameter;

    private Problem(int status, String code, String title, String detail, @Nullable String parameter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.parameter = parameter;
    }

    /** The request as such is wrong or fails; nothing about one parameter. */
    static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail, null);
    }

    /** A parameter's value cannot be used. */
    static Problem badParameter(String name, String detail) {
        return new Problem(400, "BAD_PARAMETER", "Bad parameter", name + ": " + detail, name);
    }

    /** The query has no such parameter. */
    static Problem unknownParameter(String name, String detail) {
        return new Problem(400, "UNKNOWN_PARAMETER", "Unknown parameter", name + ": " + detail, name);
    }

    /**
     * Nothing has this id.
     *
     * @param what unit, task, indicator or plan
     */
    static Problem unknown(String what, String id) {
        return Problem.of(
                404, "UNKNOWN_" + what.toUpperCase(Locale.ROOT), "Not found", "no " + what + " has the id " + id);
    }

    /** The caller's token does not reach this unit; whether there is one is not said. */
    static Problem forbiddenUnit(String unitId) {
        return Problem.of(
                403,
                "FORBIDDEN_UNIT",
                "Forbidden",
                "this token does not reach the unit " + unitId + ", if there is one");
    }

    static Problem notReady(String reason) {
        return Problem.of(503, "NOT_READY", "Not ready", reason + "; ask again in a moment");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String title() {
        return title;
    }

    @Nullable
    String parameter() {
        return parameter;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
