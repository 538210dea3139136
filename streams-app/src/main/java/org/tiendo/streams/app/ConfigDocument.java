package org.tiendo.streams.app;

/** docs/config.md, written from the catalogue of settings. */
final class ConfigDocument {
    private static final String BEFORE = """
            # Settings of `tiendo serve`

            Generated from `org.tiendo.streams.app.Setting`; do not edit.

            A setting is taken from its option, else from its environment variable, else from the properties file named by
            `--properties FILE`, else it has its default. An empty variable counts as unset. A key that the file should not have
            is an error. `TIENDO_X_FILE` names a file that holds the value of `TIENDO_X`, as container secrets do.

            | key and option | environment | default | meaning |
            |---|---|---|---|
            """;
    private static final String AFTER = """

            ## Kafka's own settings

            Everything that Kafka's clients and the registry's client understand is passed on: `--kafka security.protocol=SSL`,
            `TIENDO_KAFKA_SECURITY_PROTOCOL=SSL`, or `kafka.security.protocol=SSL` in the file. With `_FILE` at its end a variable
            names a file that holds the value: `TIENDO_KAFKA_SASL_JAAS_CONFIG_FILE=/run/secrets/jaas`. The registry's user and
            password are `basic.auth.credentials.source=USER_INFO` and `basic.auth.user.info`. What exactly-once delivery relies on
            cannot be changed; trying to is an error.

            ## Besides

            - `--setup` creates missing topics and registers the schemas before the start, as `tiendo topics --create` does.
            - `TIENDO_LOG=json` writes the log, and what would else be printed, as one JSON object a line; default `text`.
            - `TIENDO_JAVA_OPTS` adds options for the Java that runs it.

            | exit code | meaning |
            |---|---|
            | 0 | help was shown |
            | 1 | it could not start, or the pipeline stopped for good: see the message, let the orchestrator start it again |
            | 2 | wrong usage: see the message, mend the settings |
            | 143, 130 | it was stopped by SIGTERM or Ctrl-C, within 10 s |
            """;

    private ConfigDocument() {}

    static String markdown() {
        StringBuilder text = new StringBuilder(BEFORE);
        for (Setting setting : Setting.values()) {
            text.append("| `")
                    .append(setting.key())
                    .append("` | `")
                    .append(setting.variable())
                    .append("` | ")
                    .append(setting.usual() == null ? "" : "`" + setting.usual() + "`")
                    .append(" | ")
                    .append(setting.meaning().replace("|", "\\|"))
                    .append(" |\n");
        }
        return text.append(AFTER).toString();
    }
}
