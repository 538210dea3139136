package org.tiendo.producer.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a person sits who can be asked; commands in scripts and pipes have nobody to ask. */
public interface Terminal {
    /** Asks, and waits for a line; empty where nobody can answer. */
    Optional<String> ask(String question);

    /** Asks for a yes, in either language; true without asking where nobody can answer. */
    default boolean agrees(String question) {
        Set<String> yes = Set.of("y", "yes", "c", "có", "co");
        return ask(question)
                .map(answer -> yes.contains(answer.strip().toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    /** Nobody. */
    static Terminal none() {
        return question -> Optional.empty();
    }

    /** This process's own terminal, when its input and its output are both one. */
    @SuppressWarnings("SystemConsoleNull") // Up to Java 21 null says it; later ones are asked.
    static Terminal ofThisProcess() {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return none();
        }
        return question -> {
            String answer = console.readLine("%s", question);
            // The end of the input is no yes.
            return Optional.of(answer == null ? "" : answer);
        };
    }

    /** From Java 22 on there is always a console, and it knows whether it is a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the console does not say whether it is a terminal", e);
        }
    }
}
