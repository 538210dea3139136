package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tiendo.producer.BadInputException;

/**
 * What a YAML file or a workbook holds, as a plain tree of maps, lists and scalars.
 *
 * @param name of the file, for messages
 * @param content the tree; missing where the file is empty or cannot be read
 * @param places where its values stand
 * @param flaws what kept parts of it from being read
 */
record PlanFile(String name, JsonNode content, Places places, List<Finding> flaws) {
    static final int MAX_BYTES = 5 * 1024 * 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** A tree that stands in no file. */
    static PlanFile of(String name, JsonNode content) {
        return new PlanFile(name, content, new Places(), List.of());
    }

    /**
     * Reads a file: a workbook where it begins like one, else YAML. Flaws in it are no exceptions.
     *
     * @throws BadInputException when there is no such file, or it is too large
     */
    static PlanFile read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new BadInputException(file + " cannot be read: there is no such file", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e, e);
        }
    }

    static PlanFile read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new BadInputException(
                    name + " is larger than " + MAX_BYTES / 1024 / 1024 + " MB; split it into several plans");
        }
        return isWorkbook(bytes) ? PlanWorkbook.read(bytes, name) : YamlTree.read(bytes, name);
    }

    private static boolean isWorkbook(byte[] bytes) {
        return bytes.length >= ZIP.length && Arrays.equals(bytes, 0, ZIP.length, ZIP, 0, ZIP.length);
    }

    /** What it holds, where nothing kept it from being read. */
    JsonNode sound() {
        new Findings(this).refuse();
        return content;
    }
}
