package io.dimmer.forward;

import io.dimmer.wire.ClientStream;
import io.dimmer.wire.timeout.TimeoutList;
import io.dimmer.wire.websocket.FrameWalk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;

/**
 * How a WebSocket connection is asked to leave (RFC 6455 §5.5.1, §7.1): between two frames of the upstream the client
 * gets a close frame with 1001, "going away", and nothing of the upstream behind it. The client's own close frame goes on
 * to the upstream, which so hears the same; then both connections end. Where one of the two has begun to close by itself,
 * nothing is added: theirs goes its way. Confined to its event loop.
 */
final class Farewell {
    /** How long the two sides may take to close once both have said goodbye. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** FIN and close, two bytes, 1001 (RFC 6455 §5.2, §7.4.1); a server does not mask. */
    private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xE9};

    private final ClientStream client;
    private final TimeoutList patience;
    private final FrameWalk fromUpstream = new FrameWalk();
    private final FrameWalk fromClient = new FrameWalk();
    private boolean asked;
    private boolean said;
    private boolean over;

    Farewell(ClientStream client, TimeoutList patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Asks it to leave: now, or when the frame that is under way has passed. */
    void ask() {
        asked = true;
        if (fromUpstream.isBetween()) {
            say();
        }
    }

    private void say() {
        if (!said) {
            said = true;
            over = true;
            client.write(Unpooled.wrappedBuffer(GOING_AWAY.clone()));
            client.flush();
        }
    }

    /** We were asked to say goodbye, or somebody did: there is nothing to be added. */
    boolean hasBegun() {
        return asked || said;
    }

    /** The close frame is out: nothing of the upstream may follow. */
    boolean isOver() {
        return over;
    }

    /** A close frame has passed, of either side or ours: whoever breaks the connection now takes nothing away. */
    boolean isSaid() {
        return said;
    }

    /** Sends on what came from the upstream, as far as it may go; taken. */
    void toClient(ByteBuf bytes) {
        int end = walk(bytes);
        if (end < bytes.writerIndex()) {
            bytes.writerIndex(end);
        }
        client.write(bytes);
        if (asked && fromUpstream.isBetween()) {
            say();
        }
    }

    /** Where what may be sent on ends: behind the first frame where ours is to follow, else with the bytes. */
    private int walk(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            int next = fromUpstream.next(bytes, at);
            if (next == FrameWalk.NONE) {
                return bytes.writerIndex();
            }
            at = next;
            // The upstream says goodbye by itself: ours would be one too many.
            said |= fromUpstream.wasClose();
            if (asked && !said) {
                return at;
            }
        }
        return at;
    }

    /** Looks at what the client sends; true when with it the client has said goodbye in answer to ours. */
    boolean isAnswered(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            int next = fromClient.next(bytes, at);
            if (next == FrameWalk.NONE) {
                return false;
            }
            at = next;
            if (over && fromClient.wasClose()) {
                return true;
            }
            // The client begins to close: what answers it comes from the upstream.
            said |= fromClient.wasClose();
        }
        return false;
    }

    TimeoutList patience() {
        return patience;
    }
}
