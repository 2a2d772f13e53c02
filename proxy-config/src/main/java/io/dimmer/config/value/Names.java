package io.dimmer.config.value;

/** What every name may look like: 1 to 64 ASCII characters that can stand in a URL, a header, a label and a log line. */
public final class Names {
    private static final int MAX_LENGTH = 64;

    private Names() {}

    /**
     * Checks a name.
     *
     * @return the name
     * @throws UnexpectedValueException naming the kind, the value and what was expected
     */
    public static String check(String kind, String text) {
        UnexpectedValueException.unless(
                wellFormed(text),
                kind,
                "\"" + text + "\"",
                "a name of 1 to 64 letters, digits, '-', '_' or '.', the first a letter, a digit or '_'");
        UnexpectedValueException.unless(
                !text.equals("none"), kind, text, "another name: none is the label for what is absent");
        return text;
    }

    private static boolean wellFormed(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(Names::allowed)
                && text.charAt(0) != '-'
                && text.charAt(0) != '.';
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }
}
