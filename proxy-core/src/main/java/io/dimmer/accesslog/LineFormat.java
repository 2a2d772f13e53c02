package io.dimmer.accesslog;

import io.dimmer.exchange.Outcome;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a line is written; on the writer's thread. */
abstract class LineFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int V4_KEPT = 3;
    private static final int V6_KEPT = 6;
    private static final double NANOS = 1e9;

    final Names names;
    final UserHash users;

    LineFormat(Names names, UserHash users) {
        this.names = names;
        this.users = users;
    }

    /** Appends it, with its line end. */
    abstract void write(Line line, Instant begun, StringBuilder to);

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / NANOS);
    }

    static String outcome(@Nullable Outcome outcome) {
        return outcome == null ? "none" : outcome.word();
    }

    static String fault(@Nullable Outcome outcome) {
        return outcome == null ? "none" : outcome.fault().word();
    }

    static String reason(Line line) {
        return line.reason == null ? "none" : line.reason.word();
    }

    /** The network that the client is in: an address may be a user's key, and no key is written in clear. */
    static String network(@Nullable InetAddress client) {
        if (client == null) {
            return "none";
        }
        byte[] bytes = client.getAddress();
        for (int i = bytes.length == Integer.BYTES ? V4_KEPT : V6_KEPT; i < bytes.length; i++) {
            bytes[i] = 0;
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
