package org.tiendo.producer.cli;

import java.time.Instant;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenList;
import org.tiendo.producer.tokens.UnitToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tiendo token revoke}: the app refuses the token within seconds. It stays in the list, for the record. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Revokes a token; a running app refuses it within seconds.")
final class TokenRevokeCommand extends TokenFileCommand {
    @Parameters(
            paramLabel = "ID",
            description = "Its id as in the list; or, for one that was found lying about, all of it.")
    private String id = "";

    TokenRevokeCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        Instant now = context().clock().instant();
        TokenFile file = file();
        UnitToken token = find(read(file), file);
        if (token.revoked() != null) {
            out().println("Token " + token.id() + " was revoked already, at " + token.revoked());
            return OK;
        }
        file.change(list -> list.replacing(find(list, file).revokedAt(now)));
        out().println("Token " + token.id() + " of " + (token.unit() == null ? "all units" : token.unit())
                + " is revoked");
        return OK;
    }

    private UnitToken find(TokenList list, TokenFile file) {
        return list.byId(id)
                .or(() -> list.find(id))
                .orElseThrow(() -> new BadInputException(
                        "there is no such token in " + file.path() + "; tiendo token list shows those there are"));
    }
}
