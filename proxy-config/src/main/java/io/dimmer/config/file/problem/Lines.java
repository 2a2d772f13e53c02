package io.dimmer.config.file.problem;

/** How a place and a message become one line. */
final class Lines {
    private Lines() {}

    /** {@code file:line:column: path: message}, leaving out what is unknown. */
    static String of(String file, Place place, String message) {
        String line = file + ":" + (place.line() == 0 ? " " : "") + place.prefix() + message;
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}
