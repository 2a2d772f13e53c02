package io.dimmer.wire.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReusedBufferTest {
    private final List<Runnable> atEnd = new ArrayList<>();
    private final ReusedBuffer buffer = new ReusedBuffer(UnpooledByteBufAllocator.DEFAULT, 64, atEnd::add);

    @Test
    void lendsTheSameAgainOnceItIsFree() {
        ByteBuf first = buffer.lend();
        first.writeLong(1);
        first.release();
        ByteBuf second = buffer.lend();
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        assertThat(second.writableBytes()).isGreaterThanOrEqualTo(64);
        second.release();
        end();
    }

    @Test
    void leavesAloneWhatSomebodyKeeps() {
        ByteBuf kept = buffer.lend().writeLong(42);
        ByteBuf other = buffer.lend().writeLong(43);
        assertThat(other).isNotSameAs(kept);
        assertThat(kept.readLong()).isEqualTo(42);
        kept.release();
        assertThat(kept.refCnt()).isZero();
        other.release();
        end();
    }

    @Test
    void leavesAloneWhatASliceKeeps() {
        ByteBuf lent = buffer.lend().writeLong(42);
        ByteBuf slice = lent.readRetainedSlice(Long.BYTES);
        lent.release();
        ByteBuf other = buffer.lend().writeLong(43);
        assertThat(slice.getLong(0)).isEqualTo(42);
        slice.release();
        other.release();
        end();
    }

    @Test
    void keepsNothingOnceItsLoopHasEnded() {
        ByteBuf lent = buffer.lend();
        end();
        lent.release();
        assertThat(lent.refCnt()).isZero();
        ByteBuf late = buffer.lend();
        late.release();
        assertThat(late.refCnt()).isZero();
    }

    private void end() {
        assertThat(atEnd).hasSize(1);
        atEnd.forEach(Runnable::run);
    }
}
