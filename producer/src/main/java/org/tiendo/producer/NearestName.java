package org.tiendo.producer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Guesses which name was meant by one that is mistyped: the one with the fewest letters to change. */
public final class NearestName {
    /** Beyond so many names a guess would cost more than it helps. */
    private static final int MOST_NAMES = 2000;

    private NearestName() {}

    /** @param known at least one name; of equally near ones the first in the alphabet is taken */
    public static String of(String given, Collection<String> known) {
        return nearest(given, known, 1).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no name is known"));
    }

    /** The name that was meant, where one is so near that a slip of the hand explains the difference. */
    public static Optional<String> guess(String given, Collection<String> known) {
        if (known.isEmpty() || known.size() > MOST_NAMES) {
            return Optional.empty();
        }
        return Optional.of(of(given, known)).filter(name -> isSlip(distance(given, name), name));
    }

    private static boolean isSlip(int distance, String name) {
        return distance < name.length() && distance <= Math.max(1, name.length() / 3);
    }

    /** The nearest names, best first, at most so many. */
    public static List<String> nearest(String given, Collection<String> known, int atMost) {
        return known.stream()
                .sorted(Comparator.<String>comparingInt(name -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(atMost)
                .toList();
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
