package org.tiendo.streams.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {
    @Test
    void aRegistryThatAnswersIsHeardEvenWhileTheAppStops() throws Exception {
        // Given
        RegistryPatience patience = new RegistryPatience();
        patience.close();
        // When
        String answer = patience.ask(() -> "schema");
        // Then
        assertThat(answer).isEqualTo("schema");
    }

    @Test
    void aRegistryThatIsSilentWhileTheAppStopsIsNoFaultOfTheRecord() {
        // Given
        RegistryPatience patience = new RegistryPatience();
        patience.close();
        // When, Then
        assertThatThrownBy(() -> patience.ask(() -> {
                    throw new IOException("refused");
                }))
                .isInstanceOf(RegistryPatience.Stopped.class);
        assertThat(patience.isWaiting()).isTrue();
    }
}
