package io.dimmer.config.file.problem;

/**
 * What a file means without saying so.
 *
 * @param path the key that was not written
 * @param holds what holds instead
 */
public record Note(String path, String holds) {
    /** {@code services.shop.drain.deadline: not written, 30s}. */
    @Override
    public String toString() {
        return path + ": not written, " + holds;
    }
}
