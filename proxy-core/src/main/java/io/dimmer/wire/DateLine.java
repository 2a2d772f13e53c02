package io.dimmer.wire;

import io.dimmer.time.HttpDate;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** The field line {@code Date} of one event loop (RFC 9110 §6.6.1), made once a second and copied in between. */
final class DateLine {
    private static final long MILLIS = 1_000;

    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private byte[] line = {};

    DateLine(InstantSource clock) {
        this.clock = clock;
    }

    /** The line of this second, its end included; not to be changed. */
    byte[] now() {
        long seconds = Math.floorDiv(clock.millis(), MILLIS);
        if (seconds != second) {
            second = seconds;
            line = ("Date: " + HttpDate.of(seconds) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        return line;
    }
}
