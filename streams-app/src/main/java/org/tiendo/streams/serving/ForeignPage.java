package org.tiendo.streams.serving;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.net.URI;
import java.util.Set;

/**
 * Tells requests that a page of another site makes a browser send. Where no token is asked for, such a page could else
 * report by way of whoever looks at it: it cannot read the answer, but a form needs none.
 */
final class ForeignPage {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private ForeignPage() {}

    /** @throws Problem when a foreign page wants to change something */
    static void refuse(Context request) {
        boolean reads =
                request.method().equals(HandlerType.GET) || request.method().equals(HandlerType.HEAD);
        if (!reads && isForeign(request)) {
            throw Problem.of(403, "FOREIGN_PAGE", "Forbidden", "a page of another site may not send reports here");
        }
    }

    /** Browsers say where a page comes from, and pages cannot make them say otherwise; other programs say nothing. */
    private static boolean isForeign(Context request) {
        String site = request.header("Sec-Fetch-Site");
        String origin = request.header(Header.ORIGIN);
        if (site != null) {
            return !OWN_SITES.contains(site);
        }
        return origin != null && !isOfThisHost(origin, request.host());
    }

    private static boolean isOfThisHost(String origin, String host) {
        try {
            return host.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
