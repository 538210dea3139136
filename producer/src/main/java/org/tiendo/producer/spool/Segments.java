package org.tiendo.producer.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that hold the reports, each named by the least sequence number it may hold. */
final class Segments {
    private static final String SUFFIX = ".reports";

    private final Path directory;
    private final ConcurrentNavigableMap<Long, Path> files = new ConcurrentSkipListMap<>();

    private Segments(Path directory) {
        this.directory = directory;
    }

    static Segments in(Path directory) throws IOException {
        Segments segments = new Segments(directory);
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("\\d{19}\\" + SUFFIX)) {
                    segments.files.put(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), file);
                }
            }
        }
        return segments;
    }

    List<Path> all() {
        return List.copyOf(files.values());
    }

    /** The oldest from a number on; null where there is none. */
    @Nullable
    Long atOrAfter(long first) {
        return files.ceilingKey(first);
    }

    @Nullable
    Long newest() {
        return files.isEmpty() ? null : files.lastKey();
    }

    Path file(long first) {
        return directory.resolve(String.format("%019d%s", first, SUFFIX));
    }

    void add(long first) {
        files.put(first, file(first));
    }

    /** Deletes the files in which everything is below a sequence number; never the newest. Returns the bytes freed. */
    long deleteBelow(long lowWater) throws IOException {
        long freed = 0;
        while (files.size() > 1) {
            Map.Entry<Long, Path> oldest = files.firstEntry();
            Long following = files.higherKey(oldest.getKey());
            if (following == null || following > lowWater) {
                return freed;
            }
            freed += Files.size(oldest.getValue());
            Files.delete(oldest.getValue());
            files.remove(oldest.getKey());
        }
        return freed;
    }
}
