package io.dimmer.listen;

import io.dimmer.listen.limit.ClientRules;
import io.dimmer.listen.limit.Door;
import io.dimmer.listen.limit.Limit;
import io.dimmer.wire.timeout.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * How long one connection waits for its client: for bytes to arrive, and for bytes to be taken. Confined to its event
 * loop.
 */
final class Patience {
    private final ClientLoop local;
    private final Door door;
    private final Runnable nothingArrives;
    private final Timeout reading;
    private final Timeout writing;

    /** Made for the first body whose rate is limited. */
    private @Nullable BodyPace pace;

    private Limit awaited = Limit.IDLE_TIMEOUT;
    private boolean left;

    /**
     * Waits for nothing yet.
     *
     * @param nothingArrives runs when the client sends nothing for too long
     * @param nothingLeaves runs when it takes nothing for too long
     */
    Patience(ClientLoop local, Door door, Runnable nothingArrives, Runnable nothingLeaves) {
        this.local = local;
        this.door = door;
        this.nothingArrives = nothingArrives;
        this.reading = Timeout.of(this::ranOut);
        this.writing = Timeout.of(() -> {
            door.met(Limit.IDLE_TIMEOUT);
            nothingLeaves.run();
        });
    }

    private void ranOut() {
        if (!left) {
            door.met(awaited);
        }
        nothingArrives.run();
    }

    private void arrivesTooSlowly() {
        awaited = Limit.MIN_BODY_RATE;
        ranOut();
    }

    /** What was waited for in vain. */
    Limit awaited() {
        return awaited;
    }

    /** For the next request; the clock was asked when the connection was opened, or when the last exchange ended. */
    void forRequest(boolean leaving) {
        awaited = Limit.IDLE_TIMEOUT;
        bodyEnds();
        local.betweenRequests(rules(), leaving).startRecent(reading);
    }

    void forHead(long fromNanos) {
        awaited = Limit.HEADER_TIMEOUT;
        local.timeout(rules().headerTimeout()).start(reading, fromNanos);
    }

    /**
     * For the next bytes of a body.
     *
     * @param arrived bytes of it so far
     * @param expecting true when the client may wait for 100
     */
    void forBody(long arrived, boolean expecting) {
        if (arrived == 0 && !expecting) {
            awaited = Limit.FIRST_BODY_BYTE_TIMEOUT;
            local.timeout(rules().firstBodyByteTimeout()).start(reading);
        } else {
            awaited = Limit.IDLE_TIMEOUT;
            local.timeout(rules().idleTimeout()).start(reading);
        }
        if (arrived > 0 && rules().minBodyRate() > 0) {
            BodyPace now = pace;
            if (now == null) {
                now = new BodyPace(local, door, this::arrivesTooSlowly);
                pace = now;
            }
            now.waits(arrived);
        }
    }

    /** The body in hand has ended, or nobody wants more of it. */
    private void bodyEnds() {
        if (pace != null) {
            pace.ends();
        }
    }

    /** For one that closed its half, and may have left for good. */
    void forOneThatLeft() {
        left = true;
        local.grace().start(reading);
    }

    void hasArrived() {
        reading.stop();
        if (pace != null) {
            pace.hasArrived();
        }
    }

    /** A request has been taken in full. */
    void hasAll() {
        bodyEnds();
    }

    void forTaking(boolean waits) {
        if (waits) {
            local.timeout(rules().idleTimeout()).start(writing);
        } else {
            writing.stop();
        }
    }

    void end() {
        reading.stop();
        writing.stop();
        bodyEnds();
    }

    private ClientRules rules() {
        return door.rules();
    }
}
