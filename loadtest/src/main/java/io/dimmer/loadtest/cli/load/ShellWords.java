package io.dimmer.loadtest.cli.load;

import java.util.List;
import java.util.regex.Pattern;

/** Arguments as they can be typed again. Pure. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWords() {}

    static List<String> quoted(List<String> words) {
        return words.stream()
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .toList();
    }
}
