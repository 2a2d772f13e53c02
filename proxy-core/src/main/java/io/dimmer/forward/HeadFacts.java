package io.dimmer.forward;

import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.Span;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.Http1ResponseHead;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What heads say beyond their framing. Stateless; allocates nothing for an ordinary answer. */
final class HeadFacts {
    /** No hint. */
    static final long NONE = -1;

    private static final HeaderName KEEP_ALIVE = HeaderName.of("Keep-Alive");
    private static final HeaderName CONTENT_ENCODING = HeaderName.of("Content-Encoding");
    private static final byte[] TIMEOUT = ascii("timeout=");
    private static final String WEBSOCKET = "websocket";
    private static final byte[] EVENT_STREAM = ascii("text/event-stream");
    private static final int MAX_DIGITS = 9;

    /** Idempotent methods (RFC 9110 §9.2.2). */
    private static final List<byte[]> IDEMPOTENT =
            List.of(ascii("GET"), ascii("HEAD"), ascii("PUT"), ascii("DELETE"), ascii("OPTIONS"), ascii("TRACE"));

    private HeadFacts() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** True when sending the request twice means the same as sending it once. */
    static boolean isIdempotent(RequestHead head) {
        for (int i = 0; i < IDEMPOTENT.size(); i++) {
            if (Span.holds(head.bytes(), head.methodStart(), head.methodEnd(), IDEMPOTENT.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** True for server-sent events, which go on for as long as both sides like. */
    static boolean isEventStream(Http1ResponseHead head) {
        int field = head.find(HeaderNames.CONTENT_TYPE, 0);
        return field >= 0 && Span.startsWith(head.bytes(), head.valueStart(field), head.valueEnd(field), EVENT_STREAM);
    }

    /** True for an upgrade to WebSocket (RFC 6455 §4.2.2). */
    static boolean isWebSocket(Http1ResponseHead head) {
        int field = head.find(HeaderNames.UPGRADE, 0);
        return field >= 0 && WEBSOCKET.equalsIgnoreCase(value(head, field));
    }

    private static String value(Http1ResponseHead head, int field) {
        int start = head.valueStart(field);
        return new String(head.bytes(), start, head.valueEnd(field) - start, StandardCharsets.ISO_8859_1);
    }

    /** True when the body is encoded, so that what is in it cannot be seen. */
    static boolean isEncoded(Http1ResponseHead head) {
        return head.find(CONTENT_ENCODING, 0) >= 0;
    }

    /** Seconds for which the upstream keeps an idle connection, as its {@code Keep-Alive} says, or {@link #NONE}. */
    static long keptSeconds(Http1ResponseHead head) {
        int field = head.find(KEEP_ALIVE, 0);
        if (field < 0) {
            return NONE;
        }
        int end = head.valueEnd(field);
        for (int at = head.valueStart(field); at < end; at++) {
            if (Span.startsWith(head.bytes(), at, end, TIMEOUT)) {
                return number(head.bytes(), at + TIMEOUT.length, end);
            }
        }
        return NONE;
    }

    private static long number(byte[] bytes, int start, int end) {
        long number = 0;
        int at = start;
        while (at < end && at - start < MAX_DIGITS && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at] - '0');
            at++;
        }
        return at == start ? NONE : number;
    }
}
