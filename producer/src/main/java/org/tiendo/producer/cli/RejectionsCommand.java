package org.tiendo.producer.cli;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tiendo.contract.ContractJson;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.Connection;
import org.tiendo.producer.rejections.RejectionReader;
import org.tiendo.producer.rejections.RejectionText;
import org.tiendo.v1.RejectedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tiendo rejections}: the reports that were refused, each with what to do. */
@Command(
        name = "rejections",
        mixinStandardHelpOptions = true,
        description = "Prints refused reports with the reason, what to do, and the command that sends each again;"
                + " with --follow as they are refused.")
public final class RejectionsCommand extends ProducerCommand {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Only reports of this unit, repeated as needed; not those below it.")
    private List<String> units = new ArrayList<>();

    @Option(names = "--follow", description = "Print them as they are refused, from now on, until stopped.")
    private boolean follow;

    @Option(names = "--from-beginning", description = "With --follow: begin at the first, not from now on.")
    private boolean fromBeginning;

    @Option(names = "--json", description = "Print one JSON object a line.")
    private boolean json;

    @Option(
            names = "--lang",
            paramLabel = "vi|en",
            defaultValue = "vi",
            converter = Language.Name.class,
            description = "Language of the reasons (default: vi).")
    private Language language = Language.VI;

    public RejectionsCommand(CommandContext context) {
        super(context);
    }

    @Override
    int run() {
        if (fromBeginning && !follow) {
            throw new BadInputException("--from-beginning goes with --follow");
        }
        Connection connection = connection();
        RejectionReader reader = new RejectionReader(connection, consumer(connection, null));
        if (follow) {
            StopSignal.runUntilStopped(new Following(reader), () -> {});
        } else {
            try (reader) {
                reader.present(this::isWanted).forEach(this::print);
            }
        }
        return OK;
    }

    private final class Following implements StopSignal.LongRun {
        private final RejectionReader reader;

        Following(RejectionReader reader) {
            this.reader = reader;
        }

        @Override
        public void run() {
            reader.follow(fromBeginning, this::begun, rejected -> {
                if (isWanted(rejected)) {
                    print(rejected);
                }
                if (out().checkError()) {
                    // Nobody reads any more, as after "| head".
                    reader.stop();
                }
            });
        }

        private void begun() {
            err().println("Waiting for refused reports; Ctrl-C ends");
            err().flush();
        }

        @Override
        public void stop() {
            reader.stop();
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private boolean isWanted(RejectedReport rejected) {
        Set<String> wanted = units.stream()
                .map(unit -> Normalizer.normalize(unit, Normalizer.Form.NFC))
                .collect(Collectors.toSet());
        return wanted.isEmpty() || wanted.contains(rejected.getReport().getUnitId());
    }

    private void print(RejectedReport rejected) {
        if (json) {
            out().println(ContractJson.toJson(rejected));
        } else {
            RejectionText.lines(rejected, language == Language.VI).forEach(out()::println);
        }
    }
}
