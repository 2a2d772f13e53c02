package io.dimmer.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.PlatformDependent;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The event loops of the data plane, one {@link LoopContext} each. Any thread may ask. */
public final class EventLoops {
    private static final long END_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Transport transport;
    private final ByteBufAllocator allocator;
    private final EventLoopGroup group;
    private final List<LoopContext> contexts;
    private final AtomicInteger slots = new AtomicInteger();

    private EventLoops(Transport transport, ByteBufAllocator allocator, EventLoopGroup group, InstantSource clock) {
        this.transport = transport;
        this.allocator = allocator;
        this.group = group;
        this.contexts = furnish(group, allocator, clock);
    }

    /**
     * Makes the loops; their threads start when they get their first channel or task, and go with {@link #end}.
     *
     * @param count number of loops, 1 and more
     * @param clock for {@code Date}
     */
    public static EventLoops of(Transport transport, int count, InstantSource clock) {
        if (count < 1) {
            throw new IllegalArgumentException("event loops: found " + count + ", expected 1 or more");
        }
        return new EventLoops(transport, chooseAllocator(), new Group(count, transport.handlers()), clock);
    }

    /** Pooled: measured ahead of the adaptive one that is Netty's default, which {@code io.netty.allocator.type} brings back. */
    private static ByteBufAllocator chooseAllocator() {
        return System.getProperty("io.netty.allocator.type") == null
                ? PooledByteBufAllocator.DEFAULT
                : ByteBufAllocator.DEFAULT;
    }

    private static List<LoopContext> furnish(EventLoopGroup group, ByteBufAllocator allocator, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        List<LoopContext> contexts = new ArrayList<>();
        for (EventExecutor executor : group) {
            Loop loop = (Loop) executor;
            RequestIds ids = new RequestIds(random.nextLong(), random.nextLong());
            LoopContext context =
                    new LoopContext(contexts.size(), loop, allocator, ids, new DateLine(clock), loop::addShutdownHook);
            loop.context = context;
            contexts.add(context);
        }
        return List.copyOf(contexts);
    }

    static LoopContext contextOf(EventLoop loop) {
        if (loop instanceof Loop ours && ours.context != null) {
            return ours.context;
        }
        throw new IllegalStateException("event loop: found " + loop + ", expected one of EventLoops");
    }

    /** A slot in every context; for rooms, at start. */
    public <T> LoopSlot<T> claim(Function<LoopContext, T> maker) {
        return new LoopSlot<>(slots.getAndIncrement(), maker);
    }

    /** For bootstraps. */
    public EventLoopGroup group() {
        return group;
    }

    /** One for each loop, by index. */
    public List<LoopContext> contexts() {
        return contexts;
    }

    /** Closes the channels of all loops and ends their threads, at once but for what closing sets off. */
    public Future<?> end() {
        return end(group);
    }

    /**
     * Closes the channels of a group and ends its threads. Not with a quiet period of 0: then a loop that is busy with tasks
     * at that moment ends without a look at its channels (Netty 4.2.20, {@code SingleThreadIoEventLoop.run}), and whoever
     * is at their other end waits for ever.
     */
    public static Future<?> end(EventLoopGroup group) {
        return group.shutdownGracefully(1, END_NANOS, TimeUnit.NANOSECONDS);
    }

    /** What they run on. */
    public Transport transport() {
        return transport;
    }

    /** For both sides' channels. */
    public ByteBufAllocator allocator() {
        return allocator;
    }

    /** Bytes in buffers of both sides' channels; it costs microseconds. Any thread. */
    public long bufferedBytes() {
        if (allocator instanceof PooledByteBufAllocator pooled) {
            return pooled.pinnedDirectMemory() + pooled.pinnedHeapMemory();
        }
        return allocator instanceof ByteBufAllocatorMetricProvider told
                ? told.metric().usedDirectMemory() + told.metric().usedHeapMemory()
                : 0;
    }

    /** Bytes that Java allows for such buffers. */
    public static long mostBufferBytes() {
        return PlatformDependent.maxDirectMemory();
    }

    /** Makes {@link Loop}s; called by the constructor of its superclass, so it has no state of its own. */
    private static final class Group extends MultiThreadIoEventLoopGroup {
        Group(int count, IoHandlerFactory handlers) {
            super(count, new DefaultThreadFactory("dimmer-loop"), handlers);
        }

        @Override
        protected IoEventLoop newChild(Executor executor, IoHandlerFactory handlers, Object... ignored) {
            return new Loop(this, executor, handlers);
        }
    }

    /** An event loop that knows its context. */
    private static final class Loop extends SingleThreadIoEventLoop {
        /** Set once, before the group is handed to anybody. */
        private @Nullable LoopContext context;

        Loop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory handlers) {
            super(parent, executor, handlers);
            // Where something runs at the end, Netty goes round once more, and closes what is open on its way.
            addShutdownHook(() -> {});
        }
    }
}
