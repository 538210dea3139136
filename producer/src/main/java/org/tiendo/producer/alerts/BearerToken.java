package org.tiendo.producer.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A secret in a file, read anew for each request so that it can be changed while alerts are posted. It is shown nowhere.
 *
 * @param file holds nothing but the token
 */
public record BearerToken(Path file) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    /** @throws IOException when the file cannot be read or holds no token */
    String authorization() throws IOException {
        String token = Files.readString(file).strip();
        if (!FORM.matcher(token).matches()) {
            throw new IOException(file + " must hold one token of visible ASCII characters");
        }
        return "Bearer " + token;
    }

    /** Fails where no request could be made. */
    public void check() throws IOException {
        authorization();
    }
}
