package org.tiendo.producer.spool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tiendo.contract.ContractJson;
import org.tiendo.v1.ProgressReport;

/**
 * Reports that cannot be delivered as they are, each in a JSON file of its own: few, and to be read by people. They stay
 * until somebody deletes the file.
 */
public final class HeldReports {
    static final String DIRECTORY = "held";
    private static final String SUFFIX = ".json";
    private static final Logger LOG = LoggerFactory.getLogger(HeldReports.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;

    /** @param spool the spool's directory */
    public HeldReports(Path spool) {
        directory = spool.resolve(DIRECTORY);
    }

    /** Holds a report, durably. Returns the bytes taken. */
    long keep(SpooledReport spooled, Instant at, String reason) throws IOException {
        ObjectNode json = JSON.createObjectNode();
        json.put("sequence", spooled.sequence());
        json.put("heldAt", at.toString());
        json.put("reason", reason);
        json.set("report", ContractJson.toJson(spooled.report()));
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        Files.createDirectories(directory);
        Path file = file(spooled.sequence());
        SafeFiles.write(file, bytes);
        LOG.warn("Report {} is held aside in {}: {}", spooled.report().getReportId(), file, reason);
        return bytes.length;
    }

    /**
     * All of them, oldest first.
     *
     * @throws IOException when one cannot be read; the message names the file
     */
    public List<HeldReport> all() throws IOException {
        List<HeldReport> held = new ArrayList<>();
        for (Path file : files()) {
            held.add(read(file));
        }
        return held;
    }

    /** How many there are. */
    public int count() throws IOException {
        return files().size();
    }

    long bytes() throws IOException {
        return files().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    /** Lets one go. Returns the bytes freed. */
    public long delete(long sequence) throws IOException {
        Path file = file(sequence);
        long bytes = Files.size(file);
        Files.delete(file);
        return bytes;
    }

    private List<Path> files() throws IOException {
        return DamagedRecords.filesIn(directory).stream()
                .filter(file -> file.toString().endsWith(SUFFIX))
                .toList();
    }

    private Path file(long sequence) {
        return directory.resolve(String.format("%019d%s", sequence, SUFFIX));
    }

    private static HeldReport read(Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            return new HeldReport(
                    json.path("sequence").asLong(),
                    Instant.parse(json.path("heldAt").asText()),
                    json.path("reason").asText(),
                    ContractJson.fromJson(json.path("report"), ProgressReport.class));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " is no held report: " + e.getMessage(), e);
        }
    }
}
