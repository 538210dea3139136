package org.tiendo.embedded.broker;

import java.util.Map;
import java.util.Properties;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.tiendo.embedded.LoopbackPorts;
import org.tiendo.producer.Connection;

/**
 * A second way into an embedded broker that asks for a name and knows one account; what it may do, access rules say. The
 * first way in trusts this machine, and may do everything.
 *
 * @param port where it listens
 * @param account the one it knows
 * @param password the account's
 */
record GuardedListener(int port, String account, String password) {
    static GuardedListener knowing(String account, String password) {
        return new GuardedListener(LoopbackPorts.free(1).get(0), account, password);
    }

    /** Adds it to a broker's settings. */
    void addTo(Properties settings) {
        String listener = ",GUARDED://" + LoopbackPorts.HOST + ":" + port;
        settings.merge("listeners", listener, (before, more) -> "" + before + more);
        settings.merge("advertised.listeners", listener, (before, more) -> "" + before + more);
        settings.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_PLAINTEXT");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put(
                "listener.name.guarded.plain.sasl.jaas.config", login("user_" + account + "=\"" + password + "\""));
        settings.put("authorizer.class.name", StandardAuthorizer.class.getName());
        settings.put("super.users", "User:ANONYMOUS");
    }

    /** A connection of somebody who says that they are the account. */
    Connection connection(String registryUrl, String given) {
        return new Connection(
                LoopbackPorts.HOST + ":" + port,
                registryUrl,
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        login("username=\"" + account + "\" password=\"" + given + "\"")));
    }

    private static String login(String options) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
    }
}
