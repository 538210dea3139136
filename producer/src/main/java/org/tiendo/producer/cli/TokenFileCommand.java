package org.tiendo.producer.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.tokens.TokenFile;
import org.tiendo.producer.tokens.TokenList;
import picocli.CommandLine.Mixin;

/** What the commands on tokens share: the file. */
abstract class TokenFileCommand extends ProducerCommand {
    @Mixin
    private final TokenFileOptions options;

    TokenFileCommand(CommandContext context) {
        super(context);
        this.options = new TokenFileOptions(context.environment());
    }

    final TokenFile file() {
        return options.file(dataDirectory());
    }

    /** The tokens there are; none where there is no file yet. */
    static TokenList read(TokenFile file) {
        try {
            return file.read();
        } catch (NoSuchFileException e) {
            return TokenList.EMPTY;
        } catch (IOException e) {
            throw new OperationFailedException("cannot read the tokens: " + e.getMessage(), e);
        }
    }
}
