package org.tiendo.streams.serving;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.tiendo.streams.access.Door;
import org.tiendo.streams.access.Holder;
import org.tiendo.streams.access.RefusedToken;
import org.tiendo.streams.access.TokenFault;

/**
 * Stands before every path: nobody gets past it without being let in, and whoever is let in gets stores that are cut to
 * what they may see. A route can neither forget to ask for the token nor reach the whole stores.
 */
final class AccessGate {
    static final String CALLER = "tiendo.caller";

    /** Orchestrators ask these without a token; they say nothing of any unit. */
    private static final Set<String> OPEN_PATHS = Set.of("/health/live", "/health/ready");

    private static final String HOLDER = "tiendo.holder";

    private final Door door;
    private final Reads reads;

    AccessGate(Door door, Reads reads) {
        this.door = door;
        this.reads = reads;
    }

    void addTo(RoutesConfig routes) {
        routes.before(this::admit);
        routes.exception(RefusedToken.class, AccessGate::refuse);
    }

    private void admit(Context request) {
        if (door.asksNobody()) {
            ForeignHost.refuse(request);
        }
        if (OPEN_PATHS.contains(withoutSlashesAtTheEnd(request.path()))) {
            return;
        }
        ForeignPage.refuse(request);
        Holder holder = door.admit(List.copyOf(Collections.list(request.req().getHeaders(Header.AUTHORIZATION))));
        request.attribute(HOLDER, holder);
        request.attribute(CALLER, callerOf(holder));
    }

    /** The router takes them for nothing, too. */
    private static String withoutSlashesAtTheEnd(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    /** What tells of the whole installation, for whoever may see all of it, however the path to it is written. */
    static Handler forAdministrators(Handler handler) {
        return request -> {
            if (holderOf(request) instanceof Holder.OfUnit) {
                throw Problem.of(
                        403,
                        "ADMINISTRATORS_ONLY",
                        "Forbidden",
                        request.path() + " takes a token of tiendo token create --all-units");
            }
            handler.handle(request);
        };
    }

    private Caller callerOf(Holder holder) {
        if (holder instanceof Holder.OfUnit unit) {
            return new UnitCaller(unit.name(), unit.unitId(), () -> reads.tree(reads.moment()));
        }
        return new EveryCaller(holder.name());
    }

    /**
     * The stores as far as whoever asks may see them; new ones for each attempt to answer.
     *
     * @throws IllegalStateException when the request came past the gate
     */
    Reads readsFor(Context request) {
        if (holderOf(request) instanceof Holder.OfUnit unit) {
            return new LimitedReads(reads, unit.unitId());
        }
        return reads;
    }

    /** What distinguishes the views of the data: those of one unit's tokens are alike. */
    String audienceOf(Context request) {
        return holderOf(request) instanceof Holder.OfUnit unit ? unit.unitId() : "";
    }

    private static Holder holderOf(Context request) {
        Holder holder = request.attribute(HOLDER);
        if (holder == null) {
            throw new IllegalStateException("a request for " + request.path() + " came past the gate");
        }
        return holder;
    }

    /** RFC 6750: who sends no token is asked for one; who sends a bad one is told so. */
    private static void refuse(RefusedToken refused, Context request) {
        TokenFault fault = refused.fault();
        if (fault.status() < 500) {
            request.header(Header.WWW_AUTHENTICATE, challenge(fault));
        }
        Responses.send(request, Problem.of(fault.status(), fault.name(), titleOf(fault), fault.advice()));
    }

    private static String challenge(TokenFault fault) {
        return switch (fault) {
            case AUTHORIZATION_MISSING -> "Bearer realm=\"tiendo\"";
            case AUTHORIZATION_REPEATED -> "Bearer realm=\"tiendo\", error=\"invalid_request\"";
            default -> "Bearer realm=\"tiendo\", error=\"invalid_token\", error_description=\"" + fault.name() + "\"";
        };
    }

    private static String titleOf(TokenFault fault) {
        return switch (fault.status()) {
            case 400 -> "Bad request";
            case 503 -> "Not ready";
            default -> "Not authorised";
        };
    }
}
