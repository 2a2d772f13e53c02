package io.dimmer.config.file.problem;

/**
 * One reason why a file is refused.
 *
 * @param place where
 * @param found what stands there, as the first half of the message: {@code found -5}, {@code unknown key}
 * @param expected the second half: {@code expected a whole number}, {@code did you mean sticky?}; may be empty
 */
public record Problem(Place place, String found, String expected) {
    /** The usual form: {@code found -5, expected a whole number 0 to 10000 or a percentage}. */
    public static Problem found(Place place, String found, String expected) {
        return new Problem(place, "found " + found, "expected " + expected);
    }

    /** Something that must be written and is not. */
    public static Problem missing(Place place, String expected) {
        return new Problem(place, "missing", "expected " + expected);
    }

    /** The line of the text, from 1; 0 when the file as a whole is meant. */
    public int line() {
        return place.line();
    }

    /** The column of the text, from 1; 0 when the file as a whole is meant. */
    public int column() {
        return place.column();
    }

    /** The keys that lead there, with dots. */
    public String path() {
        return place.path();
    }

    /** {@code found -5, expected a whole number 0 to 10000 or a percentage}. */
    public String message() {
        return expected.isEmpty() ? found : found + ", " + expected;
    }

    /** {@code dimmer.yaml:23:15: services.shop.versions.canary.weight: found -5, expected …}. */
    public String text(String file) {
        return Lines.of(file, place, message());
    }
}
