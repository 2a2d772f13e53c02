package io.dimmer.wire.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ends of frames are found whatever pieces the bytes come in. */
class FrameWalkTest {
    private static final int[] LENGTHS = {0, 1, 2, 125, 126, 127, 200, 65_535, 65_536, 70_000};

    private final Random random = new Random(1);
    private final List<Long> ends = new ArrayList<>();
    private final List<Boolean> closes = new ArrayList<>();

    private ByteBuf frames(int count) {
        ByteBuf all = Unpooled.buffer();
        for (int i = 0; i < count; i++) {
            boolean close = random.nextInt(8) == 0;
            int length = close ? random.nextInt(126) : LENGTHS[random.nextInt(LENGTHS.length)];
            int masked = random.nextBoolean() ? 0x80 : 0;
            all.writeByte((random.nextBoolean() ? 0x80 : 0) | (close ? 8 : random.nextInt(3)));
            if (length < 126) {
                all.writeByte(masked | length);
            } else if (length < 65_536) {
                all.writeByte(masked | 126).writeShort(length);
            } else {
                all.writeByte(masked | 127).writeLong(length);
            }
            byte[] rest = new byte[length + (masked == 0 ? 0 : 4)];
            random.nextBytes(rest);
            all.writeBytes(rest);
            ends.add((long) all.writerIndex());
            closes.add(close);
        }
        return all;
    }

    @Test
    void findsEveryEndInPiecesOfAnySize() {
        ByteBuf all = frames(400);
        FrameWalk walk = new FrameWalk();
        List<Long> found = new ArrayList<>();
        List<Boolean> foundCloses = new ArrayList<>();
        int passed = 0;
        while (all.isReadable()) {
            int size = Math.min(all.readableBytes(), 1 + random.nextInt(random.nextBoolean() ? 4 : 5_000));
            ByteBuf piece = all.readSlice(size);
            int at = walk.next(piece, piece.readerIndex());
            while (at != FrameWalk.NONE) {
                found.add((long) passed + at);
                foundCloses.add(walk.wasClose());
                assertThat(walk.isBetween()).isTrue();
                at = at < piece.writerIndex() ? walk.next(piece, at) : FrameWalk.NONE;
            }
            passed += size;
        }
        assertThat(found).isEqualTo(ends);
        assertThat(foundCloses).isEqualTo(closes);
    }

    @Test
    void aLengthThatIsNoneLeavesNoEnd() {
        FrameWalk walk = new FrameWalk();
        ByteBuf frame =
                Unpooled.buffer().writeByte(0x82).writeByte(127).writeLong(-1).writeZero(100);

        assertThat(walk.next(frame, 0)).isEqualTo(FrameWalk.NONE);
        assertThat(walk.isBetween()).isFalse();
        assertThat(walk.next(Unpooled.wrappedBuffer(new byte[64]), 0)).isEqualTo(FrameWalk.NONE);
    }
}
