package io.dimmer.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.function.Function;

/** The event loops of the data plane, one {@link LoopContext} each. Any thread may ask. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString", "UnusedVariable"})
public final class EventLoops {
    private EventLoops() {}

    /**
     * Makes the loops; their threads start when they get their first channel or task.
     *
     * @param count number of loops, 1 and more
     */
    public static EventLoops of(Transport transport, int count) {
        throw new UnsupportedOperationException();
    }

    /** A slot in every context; for rooms, at start. */
    public <T> LoopSlot<T> claim(Function<LoopContext, T> maker) {
        throw new UnsupportedOperationException();
    }

    /** For bootstraps. */
    public EventLoopGroup group() {
        throw new UnsupportedOperationException();
    }

    /** One for each loop, by index. */
    public List<LoopContext> contexts() {
        throw new UnsupportedOperationException();
    }

    /** What they run on. */
    public Transport transport() {
        throw new UnsupportedOperationException();
    }

    /** For both sides' channels. */
    public ByteBufAllocator allocator() {
        throw new UnsupportedOperationException();
    }
}
