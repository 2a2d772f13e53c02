package io.dimmer.loadtest.request;

import io.netty.buffer.ByteBuf;

/**
 * Writes the requests of a run: what is sent is a function of the number of the request. Called on the event loops, by
 * several threads at a time: without state, or safe.
 */
public interface RequestFactory {
    /** In place of a user when requests have none. */
    int NOBODY = 0;

    /** In place of a name when there is nothing to tell apart. */
    String NAMELESS = "";

    /**
     * Writes the request with this number, head and body, as HTTP/1.1.
     *
     * @return the user who sends it, or {@link #NOBODY}
     */
    int write(long number, ByteBuf out);

    /** Which request of a mix the one with this number is, or {@link #NAMELESS}. */
    String name(long number);

    /** Whether its answer has no body whatever its head says, as those to HEAD. */
    boolean answerWithoutBody(long number);
}
