package org.tiendo.producer.cli;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tiendo.contract.Ids;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.NearestName;
import org.tiendo.producer.definitions.DefinitionReader;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenSecret;
import org.tiendo.producer.tokens.UnitToken;
import org.tiendo.v1.Unit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo token create}: the token goes to standard output, once; all else that is said goes beside it. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a token for a unit, or for all units, and prints it this once: only its hash is kept. What"
                + " else is said goes to standard error.")
final class TokenCreateCommand extends TokenFileCommand {
    private static final int LONGEST_NOTE = 200;
    private static final int ID_LENGTH = 8;
    private static final String ID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int SUGGESTIONS = 3;

    private final SecureRandom random = new SecureRandom();

    @ArgGroup(multiplicity = "1")
    private Reach reach = new Reach();

    @Option(
            names = "--expires",
            paramLabel = "DAY|DAYSd|never",
            defaultValue = TokenExpiry.USUAL,
            description = "Its last day (2026-12-31), or for how many days it is good (90d), or never"
                    + " (default: ${DEFAULT-VALUE}).")
    private String expires = TokenExpiry.USUAL;

    @Option(names = "--note", paramLabel = "TEXT", description = "Who has it, or what for; at most 200 characters.")
    private String note = "";

    @Option(
            names = "--unpublished",
            description = "The unit is not published yet: do not look for it. Its token sees only what is its own.")
    private boolean unpublished;

    /** Either of the two. */
    static final class Reach {
        @Option(
                names = "--unit",
                paramLabel = "UNIT",
                required = true,
                description = "The unit it speaks for, with all that stand under it.")
        private @Nullable String unit;

        @SuppressWarnings("UnusedVariable") // It is there to be chosen: without a unit all are meant.
        @Option(names = "--all-units", required = true, description = "An administrator's: it reaches everything.")
        private boolean all;
    }

    TokenCreateCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Instant now = context().clock().instant();
        String unit = reach.all ? null : checked(Objects.requireNonNull(reach.unit));
        Instant end = TokenExpiry.of(expires, now).orElse(null);
        if (note.length() > LONGEST_NOTE || note.chars().anyMatch(Character::isISOControl)) {
            throw new BadInputException("--note is one line of at most " + LONGEST_NOTE + " characters");
        }
        String secret = TokenSecret.generate(random);
        UnitToken token = new UnitToken(newId(), unit, TokenSecret.hash(secret), now, end, null, note);
        TokenFile file = file();
        file.change(list -> list.with(token));
        out().println(secret);
        err().println("Token " + token.id() + " " + (unit == null ? "reaches all units" : "speaks for " + unit)
                + (end == null ? " and never expires" : " until " + end) + "; its hash is in " + file.path()
                + ". It is not shown again");
        err().flush();
        return OK;
    }

    private String checked(String given) {
        String unit = Normalizer.normalize(given, Normalizer.Form.NFC);
        if (!Ids.isValid(unit)) {
            throw new BadInputException(
                    "--unit must be an id: 1 to 128 characters without blanks, control characters," + " '|' or '/'");
        }
        if (unpublished) {
            return unit;
        }
        Connection to = connectionIfAny().orElse(null);
        if (to == null) {
            err().println("Nothing runs that could tell whether " + unit + " is published; it was not checked"
                    + " (--bootstrap and --registry, or --data, say where to look)");
            return unit;
        }
        Set<String> known = unitIds(to);
        if (!known.contains(unit)) {
            throw new BadInputException("no unit " + unit + " is published"
                    + (known.isEmpty()
                            ? ""
                            : ". Did you mean " + String.join(", ", NearestName.nearest(unit, known, SUGGESTIONS))
                                    + "?")
                    + " (--unpublished makes a token for a unit that is still to come)");
        }
        return unit;
    }

    private Set<String> unitIds(Connection to) {
        try (DefinitionReader definitions = new DefinitionReader(to, consumer(to, null))) {
            return definitions.units().stream().map(Unit::getUnitId).collect(Collectors.toSet());
        }
    }

    private String newId() {
        return random.ints(ID_LENGTH, 0, ID_LETTERS.length())
                .mapToObj(ID_LETTERS::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
