package org.tiendo.embedded.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is registered: subjects with their versions, one id for each schema text, and how strictly versions must agree.
 * It decides; the journal remembers. Not safe for use by several threads.
 */
final class SchemaCatalogue {
    static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

    private final Map<String, List<RegisteredSchema>> subjects = new TreeMap<>();
    private final Map<Integer, List<RegisteredSchema>> byId = new TreeMap<>();
    private final Map<String, Integer> idOfText = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private CompatibilityLevel level = DEFAULT_LEVEL;

    /**
     * The version that registering this schema gives: the one it has, or the next, which {@link #add} then keeps.
     *
     * @throws RegistryException when it does not agree with earlier versions
     */
    RegisteredSchema propose(String subject, AvroSchema schema) {
        List<RegisteredSchema> versions = subjects.getOrDefault(subject, List.of());
        Optional<RegisteredSchema> known = find(versions, schema);
        if (known.isPresent()) {
            return known.get();
        }
        List<String> reasons = incompatibilities(subject, schema, versions);
        if (!reasons.isEmpty()) {
            throw RegistryException.incompatible(subject, String.join("; ", reasons));
        }
        int id = idOfText.getOrDefault(schema.canonicalString(), byId.size() + 1);
        return new RegisteredSchema(subject, versions.size() + 1, id, schema);
    }

    boolean holds(RegisteredSchema registered) {
        return subjects.getOrDefault(registered.subject(), List.of()).contains(registered);
    }

    void add(RegisteredSchema registered) {
        subjects.computeIfAbsent(registered.subject(), subject -> new ArrayList<>())
                .add(registered);
        byId.computeIfAbsent(registered.id(), id -> new ArrayList<>()).add(registered);
        idOfText.put(registered.text(), registered.id());
    }

    RegisteredSchema lookUp(String subject, AvroSchema schema) {
        return find(versions(subject), schema).orElseThrow(() -> RegistryException.unknownSchema("in " + subject));
    }

    List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    /** All versions of a subject, oldest first; never empty. */
    List<RegisteredSchema> versions(String subject) {
        List<RegisteredSchema> versions = subjects.get(subject);
        if (versions == null) {
            throw RegistryException.unknownSubject(subject);
        }
        return List.copyOf(versions);
    }

    /** @param version a number, or {@code latest} */
    RegisteredSchema version(String subject, String version) {
        List<RegisteredSchema> versions = versions(subject);
        int wanted = "latest".equals(version) ? versions.size() : versionNumber(version);
        if (wanted > versions.size()) {
            throw RegistryException.unknownVersion(version);
        }
        return versions.get(wanted - 1);
    }

    /** Every subject and version that has this id; never empty. */
    List<RegisteredSchema> withId(int id) {
        List<RegisteredSchema> registered = byId.get(id);
        if (registered == null) {
            throw RegistryException.unknownSchema(String.valueOf(id));
        }
        return List.copyOf(registered);
    }

    CompatibilityLevel level() {
        return level;
    }

    Optional<CompatibilityLevel> levelOf(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    void setLevel(CompatibilityLevel level) {
        this.level = level;
    }

    void setLevelOf(String subject, CompatibilityLevel level) {
        levels.put(subject, level);
    }

    /** Why a schema would not agree with these versions, by the subject's level; empty when it does. */
    List<String> incompatibilities(String subject, AvroSchema schema, List<RegisteredSchema> versions) {
        List<ParsedSchemaHolder> holders = versions.stream()
                .map(registered -> (ParsedSchemaHolder) new SimpleParsedSchemaHolder(registered.schema()))
                .toList();
        return schema.isCompatible(levelOf(subject).orElse(level), holders);
    }

    private static Optional<RegisteredSchema> find(List<RegisteredSchema> versions, AvroSchema schema) {
        String text = schema.canonicalString();
        return versions.stream()
                .filter(registered -> registered.text().equals(text))
                .findFirst();
    }

    private static int versionNumber(String version) {
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw RegistryException.invalidVersion(version);
        }
        throw RegistryException.invalidVersion(version);
    }
}
