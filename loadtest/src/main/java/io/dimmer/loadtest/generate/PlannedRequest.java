package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.record.Sample;
import io.dimmer.loadtest.request.RequestFactory;
import org.jspecify.annotations.Nullable;

/** One request from the moment it is due until it has ended. Event loop only. */
final class PlannedRequest {
    private final long number;
    private final long plannedNanos;
    private long sentNanos = Sample.NOT_SENT;
    private int user = RequestFactory.NOBODY;
    private String name = RequestFactory.NAMELESS;
    private boolean ended;
    private @Nullable ClientConnection connection;

    PlannedRequest(long number, long plannedNanos) {
        this.number = number;
        this.plannedNanos = plannedNanos;
    }

    long number() {
        return number;
    }

    long plannedNanos() {
        return plannedNanos;
    }

    long sentNanos() {
        return sentNanos;
    }

    int user() {
        return user;
    }

    /** Which request of the mix it is. */
    String name() {
        return name;
    }

    boolean ended() {
        return ended;
    }

    /** The connection that it was sent over, if it was. */
    @Nullable ClientConnection connection() {
        return connection;
    }

    void sent(ClientConnection over, String what, int byUser, long atNanos) {
        connection = over;
        name = what;
        user = byUser;
        sentNanos = atNanos;
    }

    /** Marks the end; false when it had ended before. */
    boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
