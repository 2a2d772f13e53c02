package io.dimmer.config.value;

/** What a name may look like: 1 to 64 characters that can stand in a URL, a header, a label and a log line. */
final class Names {
    private static final int MAX_LENGTH = 64;

    private Names() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException naming the kind, the value and what was expected
     */
    static String check(String kind, String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !text.chars().allMatch(Names::allowed)) {
            throw new IllegalArgumentException(
                    kind + ": found \"" + text + "\", expected 1 to 64 letters, digits, '-', '_' or '.'");
        }
        if (text.equals("none")) {
            throw new IllegalArgumentException(
                    kind + ": \"none\" is the label for what is absent, choose another name");
        }
        return text;
    }

    private static boolean allowed(int c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
}
