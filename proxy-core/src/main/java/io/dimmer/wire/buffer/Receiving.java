package io.dimmer.wire.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.Consumer;

/**
 * Into which buffers the channels of one event loop read: small messages all into the same {@link ReusedBuffer}; streams
 * that fill it get larger ones of their own. Confined to its event loop.
 */
public final class Receiving implements RecvByteBufAllocator {
    private static final int SMALL_READ = 8 * 1024;
    private static final int LARGE_READ = 64 * 1024;

    private final AdaptiveRecvByteBufAllocator sizes =
            new AdaptiveRecvByteBufAllocator(SMALL_READ, SMALL_READ, LARGE_READ);
    private final ReusedBuffer small;

    /**
     * For one loop.
     *
     * @param atEnd takes what is to run, on the loop, before it ends
     */
    public Receiving(ByteBufAllocator allocator, Consumer<Runnable> atEnd) {
        this.small = new ReusedBuffer(allocator, SMALL_READ, atEnd);
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Sized((ExtendedHandle) sizes.newHandle());
    }

    /** Knows how much one channel brings at a time. */
    private final class Sized extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle extended;

        Sized(ExtendedHandle extended) {
            super(extended);
            this.extended = extended;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return guess() > small.size() ? super.allocate(allocator) : small.lend();
        }

        /** The native transports ask this way. */
        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayHaveMore) {
            return extended.continueReading(mayHaveMore);
        }
    }
}
