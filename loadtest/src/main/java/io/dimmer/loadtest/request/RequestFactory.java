package io.dimmer.loadtest.request;

import io.netty.buffer.ByteBuf;

/** Writes the requests of a run. Called on the event loops, by several threads at a time: without state, or safe. */
public interface RequestFactory {
    /** In place of a user when requests have none. */
    int NOBODY = 0;

    /**
     * Writes the request with this number, head and body, as HTTP/1.1.
     *
     * @return the user who sends it, or {@link #NOBODY}
     */
    int write(long number, ByteBuf out);

    /** Whether answers have no body whatever their head says, as those to HEAD. */
    boolean answersWithoutBody();
}
