package io.dimmer.pipeline;

import io.dimmer.exchange.Outcome;
import io.dimmer.time.ElapsedTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what upstreams did wrong, at a limited rate: all of it is counted elsewhere, and a broken version must not drown
 * the log. Confined to its event loop.
 */
final class FaultLog {
    private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
    private static final long SECOND = 1_000_000_000;
    private static final int LINES_PER_SECOND = 5;

    private final ElapsedTime time;
    private long secondNanos;
    private int lines;
    private long silent;

    FaultLog(ElapsedTime time) {
        this.time = time;
        this.secondNanos = time.nanos();
    }

    /** Where it happened. */
    record Place(String route, String service, String version, String endpoint) {}

    void upstream(Place place, Outcome outcome) {
        if (mayWrite()) {
            LOG.warn(
                    "upstream failure: route={} service={} version={} endpoint={} outcome={} silent={}",
                    place.route(),
                    place.service(),
                    place.version(),
                    place.endpoint(),
                    outcome.word(),
                    silent);
            silent = 0;
        }
    }

    void bug(Throwable cause) {
        if (mayWrite()) {
            LOG.error("an exchange ended with an error inside the proxy, silent={}", silent, cause);
            silent = 0;
        }
    }

    private boolean mayWrite() {
        long now = time.nanos();
        if (now - secondNanos >= SECOND) {
            secondNanos = now;
            lines = 0;
        }
        if (lines == LINES_PER_SECOND) {
            silent++;
            return false;
        }
        lines++;
        return true;
    }
}
