package org.tiendo.producer.alerts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tiendo.producer.BadInputException;

/**
 * Where alerts may be posted to. They name units and tasks, so a mistyped or a planted address must not get them: the host
 * has to be listed, and the way to it encrypted.
 */
public final class AllowedHosts {
    private static final Pattern ENTRY = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/@\\[\\]]+)(?::([0-9]{1,5}))?");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;

    private final Set<String> entries;

    private AllowedHosts(Set<String> entries) {
        this.entries = entries;
    }

    /**
     * Reads a list.
     *
     * @param entries each {@code host} or {@code host:port}; without a port the scheme's own is meant
     * @throws BadInputException when an entry is neither
     */
    public static AllowedHosts of(Collection<String> entries) {
        Set<String> known = new TreeSet<>();
        for (String entry : entries) {
            if (!ENTRY.matcher(entry).matches()) {
                throw new BadInputException(
                        "'" + entry + "' is no allowed host: give HOST or HOST:PORT, without a scheme");
            }
            known.add(entry.toLowerCase(Locale.ROOT));
        }
        return new AllowedHosts(known);
    }

    /**
     * The address, if alerts may be posted to it.
     *
     * @param plainHttp whether http is allowed to other machines too
     * @throws BadInputException when it is no web address, holds a password, is not encrypted or not listed
     */
    public URI check(String address, boolean plainHttp) {
        URI url = parse(address);
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        boolean encrypted = "https".equalsIgnoreCase(url.getScheme());
        if (host.isEmpty() || !(encrypted || "http".equalsIgnoreCase(url.getScheme()))) {
            throw new BadInputException("--webhook must be an address such as https://alerts.example.gov.vn/tiendo");
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new BadInputException(
                    "--webhook must hold no name, password or fragment; a token goes into --token-file");
        }
        int port = url.getPort() >= 0 ? url.getPort() : encrypted ? HTTPS_PORT : HTTP_PORT;
        boolean usualPort = port == (encrypted ? HTTPS_PORT : HTTP_PORT);
        if (!entries.contains(host + ":" + port) && !(usualPort && entries.contains(host))) {
            throw new BadInputException("alerts may not be posted to " + host + ":" + port + "; allowed: "
                    + (entries.isEmpty() ? "none" : entries.stream().collect(Collectors.joining(", ")))
                    + ". Allow it with --allow-host " + host + ":" + port);
        }
        if (!encrypted && !plainHttp && !LOOPBACK.matcher(host).matches()) {
            throw new BadInputException("alerts to " + host + " must go by https; --allow-http allows http");
        }
        return url;
    }

    private static URI parse(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new BadInputException("--webhook is no address: " + e.getReason(), e);
        }
    }
}
