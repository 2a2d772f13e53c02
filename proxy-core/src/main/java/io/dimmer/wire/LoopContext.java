package io.dimmer.wire;

import io.dimmer.wire.buffer.Receiving;
import io.dimmer.wire.buffer.ReusedBuffer;
import io.dimmer.wire.head.HeadWriter;
import io.dimmer.wire.head.RequestHeadParser;
import io.dimmer.wire.head.ResponseHeadParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The state of one event loop: the parsers and scratch of this room, and a slot for each other room that claimed one.
 * Used on that loop alone; found by a cast and a field, never through a map or a thread-local.
 */
public final class LoopContext {
    /** Most answers with their bodies; larger ones get a buffer of their own, so that slow clients do not keep more. */
    private static final int SMALL = 4 * 1024;

    private final int index;
    private final EventLoop loop;
    private final ByteBufAllocator allocator;
    private final RequestHeadParser requests = new RequestHeadParser();
    private final ResponseHeadParser answers = new ResponseHeadParser();
    private final HeadWriter writer = new HeadWriter();
    private final RequestIds ids;
    private final DateLine date;
    private final Receiving receiving;
    private final ReusedBuffer small;
    private @Nullable Object[] slots = new Object[16];

    /**
     * For one loop.
     *
     * @param atEnd takes, on the loop, what it is to run before it ends
     */
    LoopContext(
            int index,
            EventLoop loop,
            ByteBufAllocator allocator,
            RequestIds ids,
            DateLine date,
            Consumer<Runnable> atEnd) {
        this.index = index;
        this.loop = loop;
        this.allocator = allocator;
        this.ids = ids;
        this.date = date;
        this.receiving = new Receiving(allocator, atEnd);
        this.small = new ReusedBuffer(allocator, SMALL, atEnd);
    }

    /** The context of the loop that a channel is registered with, which must be one of {@link EventLoops}. */
    public static LoopContext of(Channel channel) {
        return of(channel.eventLoop());
    }

    /** The context of a loop, which must be one of {@link EventLoops}. */
    public static LoopContext of(EventLoop loop) {
        return EventLoops.contextOf(loop);
    }

    /** 0 and up, one for each loop. */
    public int index() {
        return index;
    }

    /** The loop itself. */
    public EventLoop loop() {
        return loop;
    }

    /** Where this loop's buffers come from. */
    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Into which buffers the channels of this loop read. */
    public RecvByteBufAllocator receiving() {
        return receiving;
    }

    /**
     * A direct buffer for a message that is handed to the kernel within this call, in all likelihood.
     *
     * @param size bytes that it must have room for
     * @return an empty buffer that the caller owns
     */
    public ByteBuf buffer(int size) {
        return size <= small.size() ? small.lend() : allocator.directBuffer(size);
    }

    /** Reads the heads of requests. */
    public RequestHeadParser requests() {
        return requests;
    }

    /** Reads the heads of answers. */
    public ResponseHeadParser answers() {
        return answers;
    }

    /** Writes heads. */
    public HeadWriter writer() {
        return writer;
    }

    /** Makes request ids. */
    public RequestIds ids() {
        return ids;
    }

    /** The field line {@code Date} of now, its end included; not to be changed. */
    public byte[] date() {
        return date.now();
    }

    /** What a room keeps here; made when it is asked for first. */
    @SuppressWarnings("unchecked")
    public <T> T get(LoopSlot<T> slot) {
        if (slot.index() >= slots.length) {
            slots = Arrays.copyOf(slots, 2 * slot.index());
        }
        Object kept = slots[slot.index()];
        if (kept == null) {
            kept = slot.make(this);
            slots[slot.index()] = kept;
        }
        return (T) kept;
    }
}
