package io.dimmer.exchange;

/** The id of a request, as whoever made it keeps it. Confined to its event loop. */
public interface RequestName {
    /**
     * Copies it, as ASCII.
     *
     * @return how many bytes it has
     */
    int copyTo(byte[] into, int at);
}
