package io.dimmer.loadtest.record;

import java.time.Duration;

/**
 * How far behind its own plan the generator was: from the planned moment of a request to the moment the generator took it
 * up. Waiting for a connection is not in it, for that is the target's doing.
 *
 * @param p50 half of the requests were taken up at most this late
 * @param p99 99 % of the requests were taken up at most this late; this is what the limit is about
 * @param max the latest of all
 * @param limit beyond it the run is void
 */
public record Lag(Duration p50, Duration p99, Duration max, Duration limit) {
    static final double JUDGED_PERCENTILE = 99;

    /** Whether the generator was too late for its figures to mean anything. */
    public boolean exceeded() {
        return p99.compareTo(limit) > 0;
    }
}
