package org.tiendo.streams.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.ContractJson;
import org.tiendo.v1.ProgressReport;

/**
 * Reads one report from its JSON. Fields that the contract lets be left out may be, but not the status: a report that
 * forgets it would put a task back to "not started".
 */
final class ReportFields {
    private static final List<String> NEEDED = List.of("taskId", "unitId", "status", "asOf");
    private static final List<String> IDS = List.of("reportId", "taskId", "unitId", "withdraws");
    private static final int LONGEST_ECHO = 200;
    private static final int LARGEST_REPORT_BYTES = 60_000;

    /** How {@link ContractJson} begins what it says of a field. */
    private static final Pattern FIELD = Pattern.compile("ProgressReport\\.(\\w+)");

    private static final Map<String, String> EXPECTED_VI = Map.ofEntries(
            Map.entry("status", "một trong NOT_STARTED, IN_PROGRESS, DONE, BLOCKED"),
            Map.entry("percent", "số nguyên từ 0 đến 100"),
            Map.entry("numerator", "số nguyên không âm"),
            Map.entry("denominator", "số nguyên không âm"),
            Map.entry("asOf", "ngày dạng 2025-10-01"),
            Map.entry("reportedAt", "thời điểm dạng 2025-10-01T02:00:00Z"),
            Map.entry("evidence", "danh sách tài liệu gồm number, title và url"));

    private ReportFields() {}

    static Incoming read(int index, JsonNode item, Instant now) {
        if (!(item instanceof ObjectNode given)) {
            return new Incoming.Illegible(index, null, null, ItemRefusal.NOT_A_REPORT);
        }
        ItemRefusal refusal = refuse(given);
        if (refusal != null) {
            return new Incoming.Illegible(index, null, idOf(given), refusal);
        }
        boolean stampedHere = isNamed(given) && isAbsent(given, "reportedAt");
        ObjectNode whole = complete(given, now);
        try {
            ProgressReport report = ContractJson.fromJson(whole, ProgressReport.class);
            // As Kafka will have it: the same report must be equal to what is read back.
            report.setReportedAt(report.getReportedAt().truncatedTo(ChronoUnit.MILLIS));
            if (ProgressReport.getEncoder().encode(report).remaining() > LARGEST_REPORT_BYTES) {
                return new Incoming.Illegible(index, null, idOf(given), ItemRefusal.REPORT_TOO_LARGE);
            }
            return new Incoming.Legible(index, null, report, stampedHere);
        } catch (IllegalArgumentException e) {
            return new Incoming.Illegible(index, null, idOf(given), misfit(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException("could not encode a report", e);
        }
    }

    private static @Nullable ItemRefusal refuse(ObjectNode given) {
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (ProgressReport.getClassSchema().getField(name) == null) {
                return ItemRefusal.unknown(shown(name));
            }
        }
        return NEEDED.stream()
                .filter(name -> isAbsent(given, name))
                .findFirst()
                .map(ItemRefusal::missing)
                .orElse(null);
    }

    private static boolean isAbsent(ObjectNode given, String name) {
        JsonNode value = given.get(name);
        return value == null || value.isNull();
    }

    private static boolean isNamed(ObjectNode given) {
        JsonNode id = given.path("reportId");
        return !isAbsent(given, "reportId")
                && !(id.isTextual() && id.textValue().isEmpty());
    }

    /** Adds what the sender may leave out, and puts ids into the one form in which equal ids are equal. */
    private static ObjectNode complete(ObjectNode given, Instant now) {
        ObjectNode whole = given.deepCopy();
        if (!isNamed(given)) {
            whole.put("reportId", UUID.randomUUID().toString());
        }
        if (isAbsent(given, "reportedAt")) {
            whole.put("reportedAt", now.toString());
        }
        for (String id : IDS) {
            if (whole.path(id).isTextual()) {
                whole.put(id, Normalizer.normalize(whole.path(id).textValue(), Normalizer.Form.NFC));
            }
        }
        return whole;
    }

    private static ItemRefusal misfit(String message) {
        Matcher field = FIELD.matcher(message);
        String name = field.lookingAt() ? field.group(1) : "?";
        return ItemRefusal.badValue(
                name,
                EXPECTED_VI.getOrDefault(name, "một chuỗi ký tự"),
                shown(message.replaceFirst("^ProgressReport\\.?", "")));
    }

    private static @Nullable String idOf(ObjectNode given) {
        return given.path("reportId").isTextual() ? shown(given.path("reportId").textValue()) : null;
    }

    private static String shown(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }
}
