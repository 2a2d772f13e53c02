package io.dimmer.forward;

import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.RequestName;
import io.dimmer.wire.RequestIds;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.HeaderNames;
import io.dimmer.wire.head.Http1RequestHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The id of the request in hand: the client's own when it is well-formed, else a new one. Kept by its client's
 * connection and used again for its next request. Confined to its event loop.
 */
public final class RequestId implements RequestName {
    private byte[] bytes = new byte[RequestIds.LENGTH];
    private int length;
    private boolean made;

    /** Takes the id of a request, or makes one; an id that is not kept does not pass on. */
    public void of(Http1RequestHead head, RequestIds ids) {
        int field = head.find(HeaderNames.X_REQUEST_ID, 0);
        boolean one = field >= 0 && head.find(HeaderNames.X_REQUEST_ID, field + 1) < 0;
        if (one && RequestIds.isWellFormedId(head.bytes(), head.valueStart(field), head.valueEnd(field))) {
            keep(head, field);
            ids.next();
            return;
        }
        if (field >= 0) {
            head.drop(HeaderNames.X_REQUEST_ID);
        }
        make(ids);
    }

    private void keep(RequestHead head, int field) {
        int start = head.valueStart(field);
        length = head.valueEnd(field) - start;
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        System.arraycopy(head.bytes(), start, bytes, 0, length);
        made = false;
    }

    /** A new one. */
    public void make(RequestIds ids) {
        ids.next().write(bytes);
        length = RequestIds.LENGTH;
        made = true;
    }

    /** True when it did not come from the client. */
    boolean isMade() {
        return made;
    }

    /** As a whole field line. */
    void writeField(HeadWriter writer) {
        writer.field(HeaderNames.X_REQUEST_ID, bytes, 0, length);
    }

    @Override
    public int copyTo(byte[] into, int at) {
        System.arraycopy(bytes, 0, into, at, length);
        return length;
    }

    /** As text; it allocates. */
    public String text() {
        return new String(Arrays.copyOf(bytes, length), StandardCharsets.US_ASCII);
    }
}
