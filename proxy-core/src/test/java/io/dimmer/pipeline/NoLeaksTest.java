package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoLeaksTest {
    private final NoLeaks noLeaks = new NoLeaks();

    @BeforeEach
    void listen() {
        noLeaks.listen();
    }

    @AfterEach
    void forget() {
        ByteBufUtil.setLeakListener((type, records) -> {});
    }

    @Test
    void standsOnTheStrictestLevel() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void noticesALostBuffer() {
        lose();
        assertThat(noLeaks.look()).isNotEmpty();
    }

    @Test
    void saysNothingOfBuffersThatWereGivenBack() {
        PooledByteBufAllocator.DEFAULT.directBuffer(64).release();
        assertThat(noLeaks.look()).isEmpty();
    }

    private static void lose() {
        PooledByteBufAllocator.DEFAULT.directBuffer(64).writeByte(1);
    }
}
