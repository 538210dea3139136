package org.tiendo.streams.access;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/** Fetches keys over HTTP: bounded in time and size, and from nowhere but where it was told. */
final class KeyUrl extends DefaultResourceRetriever implements KeySource {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration READ_WITHIN = Duration.ofSeconds(5);

    private final URI url;

    KeyUrl(URI url) {
        super((int) CONNECT_WITHIN.toMillis(), (int) READ_WITHIN.toMillis(), IssuerKeys.LARGEST_BYTES);
        this.url = url;
    }

    @Override
    protected HttpURLConnection openHTTPConnection(URL target) throws IOException {
        HttpURLConnection connection = super.openHTTPConnection(target);
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    @Override
    public String read() throws IOException {
        return retrieveResource(url.toURL()).getContent();
    }
}
