package org.tiendo.producer.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tiendo.producer.BadInputException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A YAML file as a plain tree. Nothing but maps, lists and scalars can come out of it, whatever tags the file holds;
 * size and depth are bounded and a key may be given once.
 */
final class PlanFile {
    private static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final int MAX_DEPTH = 20;
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .loaderOptions(limits())
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private PlanFile() {}

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(0);
        return options;
    }

    /** @throws BadInputException when the file cannot be read or is not YAML; the message names file and line */
    static JsonNode read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e, e);
        }
    }

    static JsonNode read(InputStream in, String name) throws IOException {
        try {
            return YAML.readTree(in);
        } catch (JsonProcessingException e) {
            throw new BadInputException(name + explain(e), e);
        }
    }

    private static String explain(JsonProcessingException e) {
        String unreadable = ": not readable as YAML: ";
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return ":" + (marked.getProblemMark().getLine() + 1) + unreadable + marked.getProblem();
        }
        String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
        return line + unreadable + e.getOriginalMessage();
    }
}
