package org.tiendo.streams.serving;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.regex.Pattern;

/**
 * Tells requests that mean another host than this machine. Where no token is asked for, only this machine's programs are to
 * get in. A browser is one of them: a page whose name was made to lead to this machine would be of the same site as the
 * API, and could read it all. Browsers say by which name they came.
 */
final class ForeignHost {
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d*)?", Pattern.CASE_INSENSITIVE);

    private ForeignHost() {}

    /** @throws Problem when a request names another host; one that names none comes from no browser of today */
    static void refuse(Context request) {
        String host = request.header(Header.HOST);
        if (host != null && !THIS_MACHINE.matcher(host).matches()) {
            throw Problem.of(
                    421,
                    "FOREIGN_HOST",
                    "Misdirected request",
                    "without tokens this is for this machine alone; ask for http://127.0.0.1:"
                            + request.req().getLocalPort() + ", or set auth to on");
        }
    }
}
