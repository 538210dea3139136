package org.tiendo.producer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.tiendo.contract.Topics;
import org.tiendo.v1.ProgressReport;
import org.tiendo.v1.Status;

class CloudEventHeadersTest {
    @Test
    void aReportOnItsTopicIsACloudEventInBinaryMode() {
        // Given
        try (TestBroker broker = TestBroker.ready();
                ProgressReporter reporter =
                        ProgressReporter.builder().producer(broker.producer()).build()) {
            ProgressReport report = reporter.newReport("t-1", "sở-1", Status.DONE, LocalDate.of(2025, 6, 30))
                    .setReportId("r-1")
                    .setReportedAt(Instant.parse("2025-06-30T10:00:00Z"))
                    .build();
            // When
            reporter.send(report).join();
            // Then
            Iterable<Header> headers = broker.records(Topics.PROGRESS).get(0).headers();
            Map<String, String> attributes = StreamSupport.stream(headers.spliterator(), false)
                    .collect(Collectors.toMap(
                            Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
            assertThat(attributes)
                    .containsOnly(
                            Map.entry("ce_specversion", "1.0"),
                            Map.entry("ce_id", "r-1"),
                            Map.entry("ce_source", "/units/s%E1%BB%9F-1/tasks/t-1"),
                            Map.entry("ce_type", "org.tiendo.v1.ProgressReport"),
                            Map.entry("ce_time", "2025-06-30T10:00:00Z"),
                            Map.entry("ce_subject", "t-1"),
                            Map.entry("ce_datacontenttype", "application/vnd.confluent.avro"),
                            Map.entry("content-type", "application/vnd.confluent.avro"));
            assertThat(URI.create(attributes.get("ce_source"))).hasPath("/units/sở-1/tasks/t-1");
        }
    }
}
