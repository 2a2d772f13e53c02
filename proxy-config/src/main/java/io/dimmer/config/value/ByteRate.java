package io.dimmer.config.value;

/**
 * Bytes in a second.
 *
 * @param bytesPerSecond 1 and more
 */
public record ByteRate(long bytesPerSecond) {
    private static final String EXPECTED = "a rate in bytes such as 512B/s, 1KiB/s or 10MB/s";
    private static final String UNIT = "/s";

    public ByteRate {
        UnexpectedValueException.unless(bytesPerSecond >= 1, "rate", bytesPerSecond + "B/s", "1B/s or more");
    }

    /**
     * Reads a {@link Size} a second.
     *
     * @throws UnexpectedValueException when it is none, or zero
     */
    public static ByteRate parse(String text) {
        if (!text.endsWith(UNIT)) {
            throw new UnexpectedValueException("rate", text, EXPECTED);
        }
        try {
            return new ByteRate(
                    Size.parse(text.substring(0, text.length() - UNIT.length())).bytes());
        } catch (UnexpectedValueException e) {
            throw new UnexpectedValueException("rate", text, EXPECTED);
        }
    }

    /** {@code 1KiB/s}; {@link #parse} reads it again. */
    @Override
    public String toString() {
        return new Size(bytesPerSecond) + UNIT;
    }
}
