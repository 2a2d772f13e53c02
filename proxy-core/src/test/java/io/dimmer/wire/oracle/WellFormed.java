package io.dimmer.wire.oracle;

import java.nio.charset.StandardCharsets;

/** Whether an upstream could take what it received for anything but whole requests, and at most a beginning of one. */
public final class WellFormed {
    private WellFormed() {}

    /** What the oracle says against these bytes, empty for nothing. */
    public static String problemOf(String received) {
        Reading reading = OracleReader.requests(received.getBytes(StandardCharsets.ISO_8859_1));
        if (reading.refused()) {
            return "the oracle refuses what was handed on, after " + reading.messages();
        }
        for (Message message : reading.messages()) {
            if (message.fields().stream()
                            .filter(field -> field.startsWith("X-Dimmer-Attempt: "))
                            .count()
                    != 1) {
                return "a request that is not ours: " + message;
            }
        }
        return "";
    }
}
