package io.dimmer.wire.buffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A buffer of one event loop that is lent again as soon as everybody has let go of it, so that the memory through which
 * nearly every message goes is the one that the processor's cache holds. A pool hands out in turn what it has, which is
 * the memory that was touched longest ago.
 *
 * <p>Whoever keeps what was lent simply keeps it: the next one gets a new buffer. Confined to its event loop.
 */
public final class ReusedBuffer {
    private final ByteBufAllocator allocator;
    private final int size;
    private final Consumer<Runnable> atEnd;
    private @Nullable ByteBuf kept;
    private boolean used;
    private boolean closed;

    /**
     * Holds nothing yet.
     *
     * @param size bytes that a lent buffer has room for
     * @param atEnd takes what is to run, on the loop, before it ends
     */
    public ReusedBuffer(ByteBufAllocator allocator, int size, Consumer<Runnable> atEnd) {
        this.allocator = allocator;
        this.size = size;
        this.atEnd = atEnd;
    }

    /** Bytes that a lent buffer has room for. */
    public int size() {
        return size;
    }

    /** An empty direct buffer of at least {@link #size}, which the caller owns. */
    public ByteBuf lend() {
        ByteBuf free = kept;
        if (free != null && free.refCnt() == 1) {
            return free.clear().retain();
        }
        letGo();
        ByteBuf made = allocator.directBuffer(size);
        if (closed) {
            return made;
        }
        if (!used) {
            used = true;
            atEnd.accept(this::close);
        }
        kept = made;
        return made.retain();
    }

    private void letGo() {
        ByteBuf taken = kept;
        kept = null;
        if (taken != null) {
            taken.release();
        }
    }

    /** From now on nothing is kept. */
    private void close() {
        closed = true;
        letGo();
    }
}
