package org.tiendo.producer.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.tiendo.contract.BusinessTime;
import org.tiendo.producer.BadInputException;
import org.tiendo.producer.NearestName;
import org.tiendo.producer.OperationFailedException;
import org.tiendo.producer.definitions.PublishedDefinitions;
import org.tiendo.producer.files.ReportForm;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tiendo template}: the form that a unit fills in. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = "Writes a form (XLSX) with a unit's tasks, to be filled in and imported.")
final class TemplateCommand extends ProducerCommand {
    @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "The unit that will report.")
    private String unit = "";

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.xlsx",
            description = "The file to write; it must be new.")
    private Path out = Path.of("");

    @Option(
            names = "--lang",
            paramLabel = "vi|en",
            defaultValue = "vi",
            converter = Language.Name.class,
            description = "Language of the form (default: vi).")
    private Language language = Language.VI;

    @Mixin
    private final GatewayOptions gateway;

    TemplateCommand(CommandContext context) {
        super(context);
        this.gateway = new GatewayOptions(connectionOptions());
    }

    @Override
    int run() {
        String unitId = Normalizer.normalize(unit, Normalizer.Form.NFC);
        PublishedDefinitions published = published(gateway, Optional.of(unitId));
        List<TaskDefinition> tasks = published.tasksOf(unitId);
        if (tasks.isEmpty()) {
            throw new BadInputException(withoutTasks(unitId, published));
        }
        Optional<String> name = published.unit(unitId).map(this::nameOf).filter(text -> !text.isEmpty());
        try (OutputStream file = Files.newOutputStream(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new ReportForm(language.form())
                    .write(
                            file,
                            unitId,
                            name,
                            tasks,
                            BusinessTime.dayOf(context().clock().instant()));
        } catch (FileAlreadyExistsException e) {
            throw new BadInputException(out + " is there already. Name another file, or move that one away", e);
        } catch (IOException e) {
            throw new OperationFailedException(out + " cannot be written: " + e, e);
        }
        out().println("Wrote " + out + ": " + tasks.size() + " tasks of " + unitId
                + ". Fill it in, then: tiendo import " + out);
        return OK;
    }

    private String nameOf(Unit published) {
        return language.pick(published.getNameVi(), published.getNameEn());
    }

    private static String withoutTasks(String unitId, PublishedDefinitions published) {
        Optional<Unit> known = published.unit(unitId);
        if (known.map(Unit::getCollective).orElse(false)) {
            return unitId + " is a collective unit: its tasks are its members' ("
                    + String.join(", ", known.get().getMembers()) + "). Make a form for one of them";
        }
        if (known.isPresent()) {
            return unitId + " has no tasks";
        }
        return NearestName.guess(
                        unitId, published.units().stream().map(Unit::getUnitId).toList())
                .map(near -> "there is no unit " + unitId + ". Did you mean " + near + "?")
                .orElse("there is no unit " + unitId);
    }
}
