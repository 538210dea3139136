package org.tiendo.producer.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.RunningStack;
import org.tiendo.producer.api.AccessToken;
import org.tiendo.producer.api.ApiClient;
import org.tiendo.producer.api.GatewayAddress;
import picocli.CommandLine.Option;

/**
 * Where the gateway is, and the token to speak to it with: by option, else by environment variable, else from the
 * properties file; for questions also the stack that runs on the data directory.
 */
public final class GatewayOptions {
    private final ConnectionOptions connection;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            description = "Gateway, for those who reach no Kafka ($TIENDO_GATEWAY).")
    private @Nullable String gateway;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description =
                    "The unit's token. Others on this machine can see it here: better put it into a file and name the"
                            + " file in $TIENDO_TOKEN_FILE (or $TIENDO_TOKEN).")
    private @Nullable String token;

    @Option(names = "--allow-http", description = "Let the token go unencrypted to another machine.")
    private boolean allowHttp;

    /** @param connection the same command's, which knows the data directory and the properties file */
    public GatewayOptions(ConnectionOptions connection) {
        this.connection = connection;
    }

    /** The gateway that somebody has named: what is sent goes there instead of to Kafka. */
    public Optional<ApiClient> named() {
        LayeredSettings layers = connection.layers();
        return layers.find("gateway", gateway).map(found -> client(GatewayAddress.of(found.value()), layers));
    }

    /**
     * The gateway to ask: the one named, else the one of the running stack.
     *
     * @throws BadInputException when there is neither
     */
    public ApiClient any() {
        return named().or(this::ofRunningStack)
                .orElseThrow(
                        () -> new BadInputException(
                                "nothing says where to ask: give --gateway URL (or $TIENDO_GATEWAY), or start a demo (tiendo demo)"));
    }

    /** The gateway of the stack that runs on the data directory, where there is one. */
    public Optional<ApiClient> ofRunningStack() {
        return connection
                .runningStack()
                .map(RunningStack::http)
                .map(http -> client(GatewayAddress.of(http), connection.layers()));
    }

    private ApiClient client(GatewayAddress address, LayeredSettings layers) {
        AccessToken secret = layers.find("token", token)
                .map(found -> new AccessToken(found.value()))
                .orElse(null);
        if (secret != null && !address.isPrivate() && !allowHttp) {
            throw new BadInputException(
                    "the token would go to " + address + " unencrypted: use https, or allow it with --allow-http");
        }
        return new ApiClient(address, secret);
    }
}
