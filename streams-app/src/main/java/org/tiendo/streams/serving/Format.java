package org.tiendo.streams.serving;

/** In what form a list is answered. */
enum Format {
    JSON,
    CSV
}
