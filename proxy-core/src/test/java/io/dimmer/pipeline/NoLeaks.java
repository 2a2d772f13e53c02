package io.dimmer.pipeline;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that lost a buffer. The detector is on its strictest level in all test JVMs. */
final class NoLeaks implements BeforeAllCallback, AfterAllCallback {
    private final List<String> leaks = new CopyOnWriteArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        listen();
    }

    void listen() {
        ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + ": " + records));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> found = look();
        ByteBufUtil.setLeakListener((type, records) -> {});
        if (!found.isEmpty()) {
            throw new AssertionError("buffers were lost: " + found);
        }
    }

    /** What was lost until now. */
    List<String> look() {
        collect();
        // The detector looks for lost buffers when it hands out new ones.
        for (int i = 0; i < 32; i++) {
            PooledByteBufAllocator.DEFAULT.directBuffer(64).release();
        }
        return List.copyOf(leaks);
    }

    /**
     * A lost buffer's reference is cleared by the collection, and handed to the detector by another thread some time
     * after it. That thread hands on one collection's references after the other's: when a second one's has arrived, all
     * of the first are there.
     */
    private static void collect() {
        for (int time = 0; time < 2; time++) {
            ReferenceQueue<Object> arrived = new ReferenceQueue<>();
            WeakReference<Object> canary = new WeakReference<>(new Object(), arrived);
            await().until(() -> {
                System.gc();
                return arrived.poll() == canary;
            });
        }
    }
}
