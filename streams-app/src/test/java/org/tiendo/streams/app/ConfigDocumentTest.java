package org.tiendo.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "config.md");

    @Test
    void theDocumentOfSettingsIsCurrent() throws IOException {
        // Given
        if (Boolean.getBoolean("tiendo.docs.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, ConfigDocument.markdown());
        }

        // Then
        assertThat(DOCUMENT)
                .as("docs/config.md is written from org.tiendo.streams.app.Setting. Write it again with:"
                        + " mvn test -pl streams-app -am -Dtest=ConfigDocumentTest -Dtiendo.docs.write=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .exists()
                .hasContent(ConfigDocument.markdown());
    }
}
