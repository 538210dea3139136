package org.tiendo.producer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tiendo.producer.BadInputException;
import org.tiendo.v1.Indicator;
import org.tiendo.v1.Plan;
import org.tiendo.v1.TaskDefinition;
import org.tiendo.v1.Unit;

/**
 * A plan with everything that belongs to it, as records of the contract.
 *
 * @param plan the plan itself
 * @param rootUnit the unit without a parent: it pools all others and reports the indicators
 * @param units its units, parents before children
 * @param indicators its quantified targets
 * @param tasks its tasks, in printed order
 * @param reportingTasks one task for each indicator, under the indicator's id
 */
public record PlanCatalogue(
        Plan plan,
        String rootUnit,
        List<Unit> units,
        List<Indicator> indicators,
        List<TaskDefinition> tasks,
        List<TaskDefinition> reportingTasks) {
    private static final String CATEGORIES = "categories.yaml";
    private static final String BUNDLE = "/org/tiendo/plans/";
    private static final List<String> BUNDLED = List.of(
            "thanh-hoa-21kl.yaml",
            "dong-nai-28nq.yaml",
            "lam-dong-city-28nq.yaml",
            "hcm-universities-28nq.yaml",
            "tien-lang-28nq.yaml");

    /** Every task definition to publish: the tasks, then the indicators' reporting tasks. */
    public List<TaskDefinition> definitions() {
        List<TaskDefinition> all = new ArrayList<>(tasks);
        all.addAll(reportingTasks);
        return all;
    }

    /**
     * Reads a catalogue; {@code categories.yaml} lies beside it, else the bundled one is used.
     *
     * @throws BadInputException when it cannot be read or does not pass {@link PlanCheck}; the message has one line for
     *     each finding, naming the file, the line and the path in it
     */
    public static PlanCatalogue load(Path file) {
        return of(PlanFile.read(file), categoriesFor(file));
    }

    private static Set<String> categoriesFor(Path file) {
        Path beside = file.resolveSibling(CATEGORIES);
        return Files.exists(beside) ? categoryIds(PlanFile.read(beside).sound()) : bundledCategories();
    }

    /** The five real plans that come with Tiendo, from its jar. */
    public static List<PlanCatalogue> bundled() {
        Set<String> categories = bundledCategories();
        return BUNDLED.stream().map(name -> of(bundledFile(name), categories)).toList();
    }

    static Set<String> bundledCategories() {
        return categoryIds(bundledFile(CATEGORIES).sound());
    }

    static PlanCatalogue of(PlanFile file, Set<String> categories) {
        PlanCheck.check(file, categories).refuse();
        return new PlanMapping(file.content()).map();
    }

    /** Whether a file holds the categories that plans share, as it does where a directory of plans is named whole. */
    public static boolean isCategories(Path file) {
        return file.endsWith(CATEGORIES);
    }

    private static Set<String> categoryIds(JsonNode file) {
        Set<String> ids = new LinkedHashSet<>();
        file.path("categories").forEach(category -> ids.add(category.path("id").asText()));
        return ids;
    }

    static PlanFile bundledFile(String name) {
        try (InputStream in = PlanCatalogue.class.getResourceAsStream(BUNDLE + name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return PlanFile.read(in, name);
        } catch (IOException e) {
            throw new BadInputException(name + " cannot be read: " + e, e);
        }
    }
}
