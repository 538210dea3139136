package org.tiendo.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Response;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler.Result;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonHandlerTest {
    private static final Record<String, String> RECORD = new Record<>("t", "value", 0);

    @ParameterizedTest
    @ValueSource(strings = {"tiendo.progress", "tiendo.intake.portal"})
    void aRecordFromOutsideThatCannotBeProcessedIsADeadLetter(String topic) {
        // When
        Response response = new PoisonHandler().handleError(at(topic), RECORD, new IllegalStateException("poison"));

        // Then
        assertThat(response.result()).isEqualTo(Result.RESUME);
        assertThat(response.deadLetterQueueRecords()).hasSize(1);
    }

    @Test
    void anInternalRecordAndATimerThatFailStopTheTask() {
        for (String topic : new String[] {"tiendo-3-contributions-by-unit-repartition", null}) {
            // When
            Response response = new PoisonHandler().handleError(at(topic), RECORD, new IllegalStateException("bug"));

            // Then
            assertThat(response.result()).isEqualTo(Result.FAIL);
        }
    }

    private static ErrorHandlerContext at(String topic) {
        return (ErrorHandlerContext) Proxy.newProxyInstance(
                PoisonHandlerTest.class.getClassLoader(),
                new Class<?>[] {ErrorHandlerContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "topic" -> topic;
                    case "partition" -> 0;
                    case "offset", "timestamp" -> 0L;
                    default -> null;
                });
    }
}
