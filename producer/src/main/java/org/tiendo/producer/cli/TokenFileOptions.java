package org.tiendo.producer.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.tokens.TokenFile;
import picocli.CommandLine.Option;

/** Which file of tokens a command works on: by option, else by environment variable, else that of the data directory. */
final class TokenFileOptions {
    private final Map<String, String> environment;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description =
                    "File of tokens ($TIENDO_TOKENS; default: tokens.json in the data directory); the one that the"
                            + " app's setting tokens names.")
    private @Nullable String tokens;

    TokenFileOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @param data the data directory */
    TokenFile file(Path data) {
        return LayeredSettings.read(environment, null, List.of())
                .find("tokens", tokens)
                .map(found -> new TokenFile(path(found)))
                .orElseGet(() -> new TokenFile(data.resolve(TokenFile.NAME)));
    }

    private static Path path(LayeredSettings.Found found) {
        try {
            return Path.of(found.value());
        } catch (InvalidPathException e) {
            throw new BadInputException(found.origin() + " is '" + found.value() + "', expected a file", e);
        }
    }
}
