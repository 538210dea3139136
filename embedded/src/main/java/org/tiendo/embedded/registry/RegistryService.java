package org.tiendo.embedded.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The catalogue with its journal: a change is written down first, then takes effect; one caller at a time. */
final class RegistryService implements AutoCloseable {
    private final SchemaCatalogue catalogue = new SchemaCatalogue();
    private final SchemaJournal journal;

    private RegistryService(SchemaJournal journal) {
        this.journal = journal;
    }

    static RegistryService open(Path file) throws IOException {
        SchemaJournal.Opened opened = SchemaJournal.open(file);
        RegistryService service = new RegistryService(opened.journal());
        opened.entries().forEach(service::apply);
        return service;
    }

    synchronized RegisteredSchema register(String subject, AvroSchema schema) {
        RegisteredSchema registered = catalogue.propose(subject, schema);
        if (!catalogue.holds(registered)) {
            write(JournalEntry.of(registered));
            catalogue.add(registered);
        }
        return registered;
    }

    /** @param subject null for the level of all subjects without their own */
    synchronized void setLevel(@Nullable String subject, String name) {
        CompatibilityLevel level = levelNamed(name);
        JournalEntry entry = JournalEntry.level(subject, level.name);
        write(entry);
        setLevel(subject, level);
    }

    synchronized CompatibilityLevel level() {
        return catalogue.level();
    }

    /** The level of a subject; of all, where it has none and {@code orOfAll} is set. */
    synchronized CompatibilityLevel levelOf(String subject, boolean orOfAll) {
        Optional<CompatibilityLevel> own = catalogue.levelOf(subject);
        if (own.isEmpty() && !orOfAll) {
            throw RegistryException.noOwnConfig(subject);
        }
        return own.orElse(catalogue.level());
    }

    /** Why a schema would not agree with a version; empty when it does. */
    synchronized List<String> incompatibilities(String subject, String version, AvroSchema schema) {
        return catalogue.incompatibilities(subject, schema, List.of(catalogue.version(subject, version)));
    }

    /** Why a schema could not be registered; empty when it could. */
    synchronized List<String> incompatibilities(String subject, AvroSchema schema) {
        List<String> known = catalogue.subjects();
        return known.contains(subject)
                ? catalogue.incompatibilities(subject, schema, catalogue.versions(subject))
                : List.of();
    }

    /** Reads something from the catalogue. */
    synchronized <T> T read(Function<SchemaCatalogue, T> question) {
        return question.apply(catalogue);
    }

    @Override
    public synchronized void close() throws IOException {
        journal.close();
    }

    private void apply(JournalEntry entry) {
        if (entry.schema() != null && entry.subject() != null && entry.version() != null && entry.id() != null) {
            catalogue.add(
                    new RegisteredSchema(entry.subject(), entry.version(), entry.id(), new AvroSchema(entry.schema())));
        } else if (entry.compatibility() != null) {
            setLevel(entry.subject(), levelNamed(entry.compatibility()));
        }
    }

    private void setLevel(@Nullable String subject, CompatibilityLevel level) {
        if (subject == null) {
            catalogue.setLevel(level);
        } else {
            catalogue.setLevelOf(subject, level);
        }
    }

    private static CompatibilityLevel levelNamed(String name) {
        CompatibilityLevel level = CompatibilityLevel.forName(name);
        if (level == null) {
            throw RegistryException.invalidLevel(name);
        }
        return level;
    }

    private void write(JournalEntry entry) {
        try {
            journal.append(entry);
        } catch (IOException e) {
            throw RegistryException.broken(e.toString());
        }
    }
}
