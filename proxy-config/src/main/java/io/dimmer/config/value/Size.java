package io.dimmer.config.value;

/**
 * A number of bytes.
 *
 * @param bytes 0 and more
 */
public record Size(long bytes) {
    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("size: found " + bytes + " bytes, expected 0 or more");
        }
    }

    /** As an array length. */
    public int intBytes() {
        return Math.toIntExact(bytes);
    }
}
