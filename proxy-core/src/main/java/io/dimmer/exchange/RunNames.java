package io.dimmer.exchange;

/** Reads the names of load tests out of heads. */
public final class RunNames {
    /** For a load test whose name is empty, longer than 64 characters, or has others than letters, digits, ._-. */
    public static final String UNNAMED = "unnamed";

    private static final int MOST_CHARACTERS = 64;

    private RunNames() {}

    /** The name in a field, or {@link #UNNAMED}; while the head is valid. */
    public static String read(RequestHead head, int field) {
        int start = head.valueStart(field);
        int end = head.valueEnd(field);
        return isName(head.bytes(), start, end) ? head.text(start, end) : UNNAMED;
    }

    private static boolean isName(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isNameCharacter(bytes[i])) {
                return false;
            }
        }
        return end > start && end - start <= MOST_CHARACTERS;
    }

    private static boolean isNameCharacter(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
