package io.dimmer.config.value;

/**
 * A value that is not what was expected. The message reads {@code weight: found -5, expected a whole number 0 to 10000};
 * whoever knows a better name for the thing, such as the key of a file, takes {@link #found} and {@link #expected} alone.
 */
public final class UnexpectedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String found;
    private final String expected;

    /**
     * Makes the exception.
     *
     * @param what the thing that has the value
     * @param found the value as it reads in a message
     * @param expected what would have been right, continuing "expected"
     */
    public UnexpectedValueException(String what, String found, String expected) {
        super(what + ": found " + found + ", expected " + expected);
        this.found = found;
        this.expected = expected;
    }

    /** Refuses the value unless the condition holds. */
    public static void unless(boolean holds, String what, Object found, String expected) {
        if (!holds) {
            throw new UnexpectedValueException(what, String.valueOf(found), expected);
        }
    }

    /** The value as it reads in a message. */
    public String found() {
        return found;
    }

    /** What would have been right. */
    public String expected() {
        return expected;
    }
}
