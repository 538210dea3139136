package org.tiendo.streams.serving;

import java.util.List;

/** Some queries of the API that belong together. */
interface Resource {
    List<Route> routes();
}
