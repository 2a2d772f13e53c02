package io.dimmer.config.file.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists of words in messages, and the nearest of them. */
public final class Words {
    private static final int FARTHEST = 3;

    private Words() {}

    /** {@code a, b or c}. */
    public static String anyOf(Collection<?> words) {
        List<String> texts = words.stream().map(String::valueOf).toList();
        if (texts.size() < 2) {
            return String.join("", texts);
        }
        return String.join(", ", texts.subList(0, texts.size() - 1)) + " or " + texts.get(texts.size() - 1);
    }

    /** {@code one of a, b or c}, and the nearest of them when one is near. */
    public static String oneOf(String found, Collection<?> words) {
        List<String> texts = words.stream().map(String::valueOf).toList();
        String all = texts.size() == 1 ? texts.get(0) : "one of " + String.join(", ", texts);
        return nearest(found, texts)
                .filter(near -> texts.size() > 1)
                .map(near -> all + "; did you mean " + near + "?")
                .orElse(all);
    }

    /** The word that a slip of the finger turns into {@code found}; empty when none is near, or several are. */
    public static Optional<String> nearest(String found, Collection<String> words) {
        String lower = found.toLowerCase(Locale.ROOT);
        int most = Math.min(FARTHEST, (found.length() + 2) / 3);
        Map<Integer, List<String>> byDistance = new TreeMap<>();
        for (String word : words) {
            byDistance
                    .computeIfAbsent(distance(lower, word.toLowerCase(Locale.ROOT)), edits -> new ArrayList<>())
                    .add(word);
        }
        return byDistance.entrySet().stream()
                .limit(1)
                .filter(entry -> entry.getKey() <= most && entry.getValue().size() == 1)
                .map(entry -> entry.getValue().get(0))
                .findFirst();
    }

    /**
     * Edits between two words: characters put in, left out, exchanged, or two neighbours swapped (optimal string
     * alignment, Damerau 1964).
     */
    static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        int exchanged = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(exchanged, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
