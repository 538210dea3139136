package org.tiendo.producer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/cli.md names every command and the exit codes that its help names. */
class CliDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "cli.md");
    private static final Pattern ROW = Pattern.compile("\\| `([a-z -]+)` \\| ([0-9, ]+) \\|.*");
    private static final String USUAL = "0, 1, 2";

    @Test
    void everyCommandIsThereWithTheExitCodesThatItsHelpNames() throws IOException {
        // Given
        Map<String, String> documented = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                documented.put(row.group(1), row.group(2));
            }
        }

        // When
        Map<String, String> declared = new TreeMap<>();
        collect("", ProducerMain.commandLine(CommandContext.ofThisProcess()), declared);

        // Then
        assertThat(documented)
                .as("docs/cli.md has a row for each command: `name` | exit codes | what they mean")
                .isEqualTo(declared);
    }

    private static void collect(String prefix, CommandLine parent, Map<String, String> codes) {
        parent.getSubcommands().forEach((name, command) -> {
            String full = prefix + name;
            if (command.getSubcommands().isEmpty()) {
                Set<String> own =
                        command.getCommandSpec().usageMessage().exitCodeList().keySet();
                codes.put(full, own.isEmpty() ? USUAL : String.join(", ", own));
            } else {
                collect(full + " ", command, codes);
            }
        });
    }
}
