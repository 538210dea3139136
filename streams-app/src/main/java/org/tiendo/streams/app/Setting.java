package org.tiendo.streams.app;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tiendo.producer.cli.LayeredSettings;
import org.tiendo.streams.access.AccessConfig;
import org.tiendo.streams.app.AppConfig.PipelineConfig;

/**
 * Every setting of {@code tiendo serve}: the one list behind its options, its environment variables, the keys of its
 * properties file and docs/config.md.
 */
enum Setting {
    BOOTSTRAP("bootstrap", "HOST:PORT", null, "Kafka; several brokers are separated by commas. Needed."),
    REGISTRY("registry", "URL", null, "Schema registry with Confluent's REST interface. Needed."),
    APPLICATION_ID(
            "application-id",
            "ID",
            PipelineConfig.APPLICATION_ID,
            "Name of the installation's consumer group, stores and internal topics; a new one reads everything again."),
    INSTANCE_ID(
            "instance-id",
            "ID",
            null,
            "Name that this instance keeps over restarts: its partitions wait 10 s for it. Without one, others take"
                    + " over at once."),
    STATE_DIR(
            "state-dir",
            "DIR",
            ".tiendo-state",
            "Where stores are kept, one directory for each instance; what is lost there is restored from Kafka."),
    PARTITIONS(
            "partitions",
            "N",
            String.valueOf(PipelineConfig.PARTITIONS),
            "Partitions of each topic, chosen once for an installation, 1 to 1000."),
    REPLICATION_FACTOR(
            "replication-factor",
            "R",
            "-1",
            "Replicas of topics created by the app, 1 to 9; -1 takes the broker's default."),
    THREADS("threads", "N", "2", "Stream threads, 1 to 64."),
    SETTLE_MILLIS(
            "settle-millis",
            "MILLIS",
            String.valueOf(PipelineConfig.SETTLE_EVERY.toMillis()),
            "How often changes are settled and sent on to the totals, 10 to 60000."),
    COMMIT_MILLIS(
            "commit-millis",
            "MILLIS",
            String.valueOf(PipelineConfig.COMMIT_EVERY.toMillis()),
            "How often a transaction is committed, 10 to 5000."),
    HTTP_HOST(
            "http-host",
            "ADDRESS",
            "127.0.0.1",
            "Address the query API listens on; 0.0.0.0 for every interface of the machine, which takes auth=on."),
    HTTP_PORT("http-port", "PORT", "8080", "Port the query API listens on, 0 for a free one; also --port."),
    ADVERTISED(
            "advertised",
            "HOST:PORT",
            null,
            "Where other instances and clients reach this one; needed where there are several instances."),
    AUTH(
            "auth",
            "on|off",
            "off",
            "Whether callers need a token, by which they read and report for their own units only; off is refused unless"
                    + " http-host is of this machine alone. See docs/access.md."),
    TOKENS(
            "tokens",
            "FILE",
            AccessConfig.DEFAULT_TOKENS,
            "Tokens that `tiendo token` makes and revokes; looked at every second while the app runs."),
    JWKS(
            "jwks",
            "URL|FILE",
            null,
            "Public keys (JWKS) of an issuer whose JWTs are accepted as well; https, or http on this machine, or a file."),
    JWT_ISSUER("jwt-issuer", "TEXT", null, "What a JWT's iss must be; needed with jwks."),
    JWT_AUDIENCE("jwt-audience", "TEXT", null, "What a JWT's aud must hold; needed with jwks."),
    JWT_UNIT_CLAIM(
            "jwt-unit-claim", "NAME", AccessConfig.DEFAULT_UNIT_CLAIM, "Claim of a JWT that holds the id of its unit."),
    DUE_SOON_DAYS(
            "due-soon-days",
            "DAYS,...",
            "30,7,1",
            "Days before a due day on which its unit is reminded, the longest first. Changing it, or any of the next"
                    + " three, judges every assignment anew at the next start; all instances need the same."),
    ESCALATION_DAYS(
            "escalation-days",
            "DAYS,...",
            "1,7,30",
            "Days past due after which the unit, its parent, its grandparent and so on are told, the shortest first."),
    SILENT_DAYS(
            "silent-days",
            "DAYS",
            "92",
            "Days without a report that are not yet silence, on open-ended tasks and indicators, 1 to 3660."),
    CALENDAR(
            "calendar",
            "FILE",
            null,
            "Working calendar, as plans/README.md describes it; without one, the calendar of Vietnam that comes with"
                    + " Tiendo."),
    WRITERS(
            "writers",
            "NAME=UNIT,...",
            null,
            "Systems that write reports to Kafka themselves: each has a topic tiendo.intake.NAME, and speaks for its unit"
                    + " and those below it. All instances need the same; see tiendo writer."),
    SPOOL_DIR(
            "spool-dir",
            "DIR",
            null,
            "Where reports that came in over HTTP are kept while Kafka cannot be reached, one directory for each"
                    + " instance, on a disk that lasts; without one, state-dir with -spool at its end."),
    SPOOL_MEBIBYTES(
            "spool-mebibytes",
            "MIB",
            String.valueOf(AppConfig.IntakeConfig.SPOOL_MEBIBYTES),
            "How much disk those reports may take, 1 to 1000000; when it is full, requests are answered 503."),
    INTAKE_REPORTS(
            "intake-reports",
            "N",
            String.valueOf(AppConfig.IntakeConfig.MOST),
            "How many reports that came in over HTTP may be on their way to Kafka at once, 10000 to 1000000; requests"
                    + " that would be more are answered 429."),
    CLOCK(
            "clock",
            "live|replay",
            "live",
            "What moves the business clock: the machine's clock each minute, or only replayed ticks and record"
                    + " timestamps.");

    private final String key;
    private final String label;
    private final @Nullable String usual;
    private final String meaning;

    Setting(String key, String label, @Nullable String usual, String meaning) {
        this.key = key;
        this.label = label;
        this.usual = usual;
        this.meaning = meaning;
    }

    /** Its name in a properties file. */
    String key() {
        return key;
    }

    /** Its option; the port has the short name that the demo uses, too. */
    String[] options() {
        return this == HTTP_PORT ? new String[] {"--http-port", "--port"} : new String[] {"--" + key};
    }

    /** Its environment variable. */
    String variable() {
        return LayeredSettings.variable(key);
    }

    /** What stands for the value in help texts. */
    String label() {
        return label;
    }

    /** Its default, null where there is none. */
    @Nullable
    String usual() {
        return usual;
    }

    /** What it means, in what range. */
    String meaning() {
        return meaning;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }
}
