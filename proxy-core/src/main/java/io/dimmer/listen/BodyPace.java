package io.dimmer.listen;

import io.dimmer.listen.limit.ClientRules;
import io.dimmer.listen.limit.Door;
import io.dimmer.wire.timeout.Timeout;
import java.time.Duration;

/**
 * Whether a body arrives fast enough: it may take the time for its first byte, and a second more for each
 * {@code minBodyRate} bytes that have arrived. Only time counts in which the client is waited for, so nobody pays for an
 * upstream that takes its time. Confined to its event loop.
 */
final class BodyPace extends Timeout {
    /** How often one that is in doubt is looked at. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final double SECOND = 1e9;

    private final ClientLoop local;
    private final Door door;
    private final Runnable tooSlow;
    private long arrived;
    private long waitedNanos;
    private long sinceNanos;
    private boolean waiting;

    BodyPace(ClientLoop local, Door door, Runnable tooSlow) {
        this.local = local;
        this.door = door;
        this.tooSlow = tooSlow;
    }

    /** The client is waited for; so many bytes of its body are here. */
    void waits(long bytes) {
        arrived = bytes;
        if (!waiting) {
            waiting = true;
            sinceNanos = local.nanos();
        }
        if (!isRunning()) {
            local.timeout(LOOK).start(this);
        }
    }

    void hasArrived() {
        if (waiting) {
            waiting = false;
            waitedNanos += local.nanos() - sinceNanos;
        }
    }

    void ends() {
        stop();
        waiting = false;
        waitedNanos = 0;
        arrived = 0;
    }

    @Override
    protected void expired() {
        ClientRules rules = door.rules();
        long waited = waitedNanos + (waiting ? local.nanos() - sinceNanos : 0);
        boolean limited = rules.minBodyRate() > 0;
        double earned = limited ? arrived * SECOND / rules.minBodyRate() : 0;
        if (limited && waited - rules.firstBodyByteTimeout().toNanos() > earned) {
            tooSlow.run();
        } else {
            local.timeout(LOOK).start(this);
        }
    }
}
