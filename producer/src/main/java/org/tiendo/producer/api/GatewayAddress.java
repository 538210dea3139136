package org.tiendo.producer.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.tiendo.producer.BadInputException;

/**
 * Where a gateway answers.
 *
 * @param base scheme, host, port and the path before {@code /api/v1}, without a slash at its end
 */
public record GatewayAddress(URI base) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final String API = "/api/v1";

    /**
     * Reads an address as people give it, with {@code /api/v1} at its end or without.
     *
     * @throws BadInputException when it is no web address, or holds what has no place in it
     */
    public static GatewayAddress of(String text) {
        String plain = text.strip().replaceAll("/+$", "");
        if (plain.endsWith(API)) {
            plain = plain.substring(0, plain.length() - API.length());
        }
        try {
            URI url = new URI(plain);
            boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
            if (web && url.getHost() != null && bare) {
                return new GatewayAddress(url);
            }
        } catch (URISyntaxException e) {
            throw new BadInputException("--gateway is no address: " + e.getReason(), e);
        }
        throw new BadInputException(
                "--gateway must be an address such as https://tiendo.example.gov.vn, without a name,"
                        + " password, query or fragment");
    }

    /** Whether what is sent there can be read by nobody on the way. */
    public boolean isPrivate() {
        return "https".equalsIgnoreCase(base.getScheme())
                || LOOPBACK.matcher(host(base)).matches();
    }

    URI api(String pathAndQuery) {
        return URI.create(base + API + pathAndQuery);
    }

    /** Whether another address is on the same machine and no less private. */
    boolean isSameHost(URI other) {
        return host(base).equals(host(other))
                && String.valueOf(base.getScheme()).equalsIgnoreCase(other.getScheme());
    }

    private static String host(URI url) {
        return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
