package io.dimmer.wire.oracle;

import io.dimmer.wire.head.AnswerTo;
import io.netty.util.ResourceLeakDetector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * A target for Jazzer ({@code scripts/fuzz}): whatever the bytes are, we read them as Netty does or refuse them, and hand
 * on what we read. Needs nothing of Jazzer, so that the kept corpus is played in every build.
 */
public final class StreamFuzz {
    private static final AnswerTo[] KINDS = AnswerTo.values();
    private static final Comparison COMPARISON = new Comparison();

    static {
        // The strictest level writes down where each of the oracle's scratch buffers was touched: most of the time.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
    }

    private StreamFuzz() {}

    /**
     * One input.
     *
     * @param data the first byte says whether the rest is requests, or answers to which kind of request
     */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        byte[] stream = Arrays.copyOfRange(data, 1, data.length);
        Random pieces = new Random(Arrays.hashCode(data));
        int kind = Math.floorMod(data[0] - '0', KINDS.length + 1);
        String problem =
                kind == 0 ? COMPARISON.requests(stream, pieces) : COMPARISON.answers(stream, pieces, KINDS[kind - 1]);
        if (!problem.isEmpty()) {
            throw new AssertionError(problem + " of " + new String(stream, StandardCharsets.ISO_8859_1));
        }
    }
}
