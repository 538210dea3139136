package org.tiendo.producer.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.tokens.UnitToken;
import picocli.CommandLine.Command;

/** {@code tiendo token list}: whose tokens there are and how each stands. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the tokens, expired and revoked ones too: id, state, unit, created, expires, note.")
final class TokenListCommand extends TokenFileCommand {
    private static final String ROW = "%-8s  %-7s  %-40s  %-20s  %-20s  %s%n";

    TokenListCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Instant now = context().clock().instant();
        List<UnitToken> tokens = read(file()).tokens();
        if (tokens.isEmpty()) {
            out().println("There are no tokens in " + file().path() + "; tiendo token create makes one");
            return OK;
        }
        out().printf(ROW, "ID", "STATE", "UNIT", "CREATED", "EXPIRES", "NOTE");
        for (UnitToken token : tokens) {
            out().printf(
                            ROW,
                            token.id(),
                            token.state(now),
                            token.unit() == null ? "(all units)" : token.unit(),
                            toSeconds(token.created()),
                            toSeconds(token.expires()),
                            token.note());
        }
        return OK;
    }

    private static String toSeconds(@Nullable Instant time) {
        return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
