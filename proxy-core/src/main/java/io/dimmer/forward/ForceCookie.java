package io.dimmer.forward;

import io.dimmer.exchange.CookieName;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.Span;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.Http1RequestHead;
import java.nio.charset.StandardCharsets;

/** Cuts the force cookie out of the {@code Cookie} fields of a request, and leaves the others as they are. Immutable. */
final class ForceCookie {
    private final CookieName cookie;
    private final byte[] name;

    ForceCookie(String name) {
        this.cookie = CookieName.of(name);
        this.name = (name + "=").getBytes(StandardCharsets.UTF_8);
    }

    /** True when the request has it. */
    boolean isIn(RequestHead head) {
        return cookie.find(head) != Span.NONE;
    }

    /** Keeps the fields that hold it from passing on. */
    void drop(Http1RequestHead head) {
        for (int field = head.find(HeaderNames.COOKIE, 0); field >= 0; field = next(head, field)) {
            if (holds(head, field)) {
                head.drop(field);
            }
        }
    }

    /** Writes those fields again, without it; one that held nothing else is gone. */
    void writeRest(Http1RequestHead head, HeadWriter writer) {
        for (int field = head.find(HeaderNames.COOKIE, 0); field >= 0; field = next(head, field)) {
            if (holds(head, field)) {
                writeRest(head, field, writer);
            }
        }
    }

    private static int next(Http1RequestHead head, int field) {
        return head.find(HeaderNames.COOKIE, field + 1);
    }

    private boolean holds(RequestHead head, int field) {
        byte[] bytes = head.bytes();
        int end = head.valueEnd(field);
        for (int at = head.valueStart(field); at < end; at = pairEnd(bytes, at, end) + 1) {
            if (isOurs(bytes, at, end)) {
                return true;
            }
        }
        return false;
    }

    private void writeRest(RequestHead head, int field, HeadWriter writer) {
        byte[] bytes = head.bytes();
        int end = head.valueEnd(field);
        boolean begun = false;
        for (int at = head.valueStart(field); at < end; at = pairEnd(bytes, at, end) + 1) {
            int start = pairStart(bytes, at, end);
            int stop = pairEnd(bytes, at, end);
            if (start < stop && !isOurs(bytes, at, end)) {
                begun = writePair(bytes, start, stop, begun, writer);
            }
        }
        if (begun) {
            writer.endLine();
        }
    }

    private static boolean writePair(byte[] bytes, int start, int stop, boolean begun, HeadWriter writer) {
        if (begun) {
            writer.text("; ");
        } else {
            writer.name(HeaderNames.COOKIE);
        }
        writer.raw(bytes, start, stop);
        return true;
    }

    private boolean isOurs(byte[] bytes, int at, int end) {
        return Span.startsWith(bytes, pairStart(bytes, at, end), end, name);
    }

    private static int pairStart(byte[] bytes, int at, int end) {
        int start = at;
        while (start < end && (bytes[start] == ' ' || bytes[start] == '\t')) {
            start++;
        }
        return start;
    }

    private static int pairEnd(byte[] bytes, int at, int end) {
        int stop = at;
        while (stop < end && bytes[stop] != ';') {
            stop++;
        }
        return stop;
    }
}
