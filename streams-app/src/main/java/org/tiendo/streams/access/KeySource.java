package org.tiendo.streams.access;

import java.io.IOException;

/** Where an issuer's keys come from. */
interface KeySource {
    /** The JSON of a JWKS. */
    String read() throws IOException;
}
