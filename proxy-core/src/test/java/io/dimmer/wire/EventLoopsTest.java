package io.dimmer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopsTest {
    private final EventLoops loops = EventLoops.of(Transport.best(), 3, InstantSource.system());

    @AfterEach
    void stop() {
        loops.end().syncUninterruptibly();
    }

    @Test
    void aLoopThatIsBusyWhenItEndsClosesItsChannels() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel channel = new Bootstrap()
                    .group(loops.group())
                    .channel(loops.transport().clientChannel())
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(server.getLocalSocketAddress())
                    .syncUninterruptibly()
                    .channel();
            try (Socket peer = server.accept()) {
                CountDownLatch busy = new CountDownLatch(1);
                CountDownLatch ending = new CountDownLatch(1);
                Future<?> task = channel.eventLoop().submit(() -> {
                    busy.countDown();
                    return ending.await(1, TimeUnit.MINUTES);
                });
                busy.await();
                Future<?> end = loops.end();
                ending.countDown();
                end.syncUninterruptibly();
                assertThat(task.getNow()).isEqualTo(true);
                assertThat(channel.isOpen()).isFalse();
                assertThat(peer.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void findsTheContextOfAChannel() {
        Channel channel = new Bootstrap()
                .group(loops.group())
                .channel(loops.transport().clientChannel())
                .handler(new ChannelInboundHandlerAdapter())
                .register()
                .syncUninterruptibly()
                .channel();
        LoopContext context = LoopContext.of(channel);
        assertThat(loops.contexts()).contains(context);
        assertThat(context.loop()).isSameAs(channel.eventLoop());
        channel.close().syncUninterruptibly();
    }

    @Test
    void givesEachLoopAContextOfItsOwn() {
        assertThat(loops.contexts()).extracting(LoopContext::index).containsExactly(0, 1, 2);
        assertThat(loops.contexts()).extracting(LoopContext::requests).doesNotHaveDuplicates();
        assertThat(loops.contexts()).extracting(LoopContext::answers).doesNotHaveDuplicates();
        assertThat(loops.contexts()).extracting(LoopContext::writer).doesNotHaveDuplicates();
        assertThat(loops.contexts()).extracting(context -> context.ids().text()).doesNotHaveDuplicates();
        assertThat(loops.contexts()).extracting(LoopContext::allocator).containsOnly(loops.allocator());
    }

    @Test
    void keepsWhatARoomPutsThere() {
        List<LoopContext> made = new ArrayList<>();
        LoopSlot<StringBuilder> texts = loops.claim(context -> {
            made.add(context);
            return new StringBuilder("loop " + context.index());
        });
        LoopSlot<int[]> numbers = loops.claim(context -> new int[] {context.index()});
        LoopContext first = loops.contexts().get(0);
        LoopContext second = loops.contexts().get(1);
        assertThat(first.get(texts)).isSameAs(first.get(texts)).hasToString("loop 0");
        assertThat(second.get(texts)).hasToString("loop 1");
        assertThat(second.get(numbers)).containsExactly(1);
        assertThat(made).containsExactly(first, second);
    }

    @Test
    void hasRoomForManySlots() {
        LoopContext context = loops.contexts().get(0);
        List<LoopSlot<Integer>> slots = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            slots.add(loops.claim(any -> number));
        }
        for (int i = 99; i >= 0; i--) {
            assertThat(context.get(slots.get(i))).isEqualTo(i);
        }
    }

    @Test
    void knowsOnlyItsOwnLoops() {
        EventLoop other = new DefaultEventLoop();
        assertThatThrownBy(() -> LoopContext.of(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EventLoops");
        other.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void wantsALoop() {
        assertThatThrownBy(() -> EventLoops.of(Transport.nio(), 0, InstantSource.system()))
                .hasMessageContaining("found 0");
    }
}
