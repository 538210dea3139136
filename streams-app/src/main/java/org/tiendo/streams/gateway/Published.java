package org.tiendo.streams.gateway;

import org.tiendo.producer.definitions.PublishedDefinitions;

/** What is published. Either call may throw {@link org.tiendo.producer.OperationFailedException}. */
public interface Published {
    /** As it was a little while ago, which costs nothing. */
    PublishedDefinitions recent();

    /** As it is now. */
    PublishedDefinitions newest();
}
