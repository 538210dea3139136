package org.tiendo.producer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.tiendo.v1.ProgressReport;

/**
 * A report's CloudEvents 1.0 attributes, as headers in binary mode: whoever routes or logs events need not know the value's
 * form. The Kafka binding wants the content type in {@code content-type}; it is given as {@code ce_datacontenttype} too,
 * for those who read nothing but {@code ce_*}.
 */
final class CloudEventHeaders {
    /** Of every report. */
    static final String TYPE = "org.tiendo.v1.ProgressReport";

    /** Confluent's wire format: a zero byte, the schema's id, Avro's binary. */
    static final String CONTENT_TYPE = "application/vnd.confluent.avro";

    private CloudEventHeaders() {}

    /** A reportId is unique on a task, so the source names unit and task: source and id together are then unique. */
    static List<Header> of(ProgressReport report) {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", report.getReportId()),
                header("ce_source", "/units/" + encoded(report.getUnitId()) + "/tasks/" + encoded(report.getTaskId())),
                header("ce_type", TYPE),
                header("ce_time", report.getReportedAt().toString()),
                header("ce_subject", report.getTaskId()),
                header("ce_datacontenttype", CONTENT_TYPE),
                header("content-type", CONTENT_TYPE));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
