package org.tiendo.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tiendo.producer.alerts.AlertKind;
import org.tiendo.producer.alerts.AlertLog;
import org.tiendo.producer.alerts.ReceivedAlert;
import org.tiendo.v1.TaskAlert;

class AlertingServiceTest {
    private final Map<String, String> recipients = new LinkedHashMap<>();
    private final AlertingService service =
            new AlertingService((step, recipient, text) -> recipients.putIfAbsent(step, recipient));

    @Test
    void theUnitIsToldOnceAndAnEscalationGoesToTheUnitAbove() {
        // When
        for (TaskAlert alert : List.of(AlertLog.raised("t-1"), AlertLog.raised("t-1"), AlertLog.escalated("t-1"))) {
            service.tell(new ReceivedAlert(
                    alert, AlertKind.OVERDUE, AlertKind.OVERDUE.topic().name(), 0, 0, AlertLog.AT));
        }
        // Then
        assertThat(new ArrayList<>(recipients.values())).containsExactly("u-1", "u-0");
    }

    @Test
    void theDocumentQuotesThisCode() throws IOException {
        // Given
        String source = Files.readString(Path.of("src/test/java/org/tiendo/example/AlertingService.java"));
        String body = source.substring(source.indexOf("    /** Runs until"), source.lastIndexOf('}'));
        // Then
        assertThat(Files.readString(Path.of("../docs/alerts.md")))
                .as("docs/alerts.md must quote AlertingService from 'Runs until' to its end")
                .contains("```java\n" + body.stripTrailing().stripIndent().strip() + "\n```");
    }
}
