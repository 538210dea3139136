package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "topics.md");

    @Test
    void theDocumentOfTopicsIsCurrent() throws IOException {
        // Given
        if (Boolean.getBoolean("tiendo.docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, TopicsDocument.markdown());
        }

        // Then
        assertThat(DOCUMENT)
                .as("docs/topics.md is written from org.tiendo.contract.Topics. Write it again with:"
                        + " mvn test -pl producer -am -Dtest=TopicsDocumentTest -Dtiendo.docs.write=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .exists()
                .hasContent(TopicsDocument.markdown());
    }
}
