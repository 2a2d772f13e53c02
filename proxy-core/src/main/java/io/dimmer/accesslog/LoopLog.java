package io.dimmer.accesslog;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The access log on one event loop: notes the request while its head can be read, and hands the line over when it has
 * ended. Costs some copying, and no system call.
 */
final class LoopLog implements ExchangeListener {
    private static final int CLIENT_ERROR = 400;
    private static final Set<AssignmentReason> ALWAYS = EnumSet.of(
            AssignmentReason.DRAINED, AssignmentReason.KILLED, AssignmentReason.FALLBACK, AssignmentReason.RETRY);

    private final Ring ring;
    private final int samplePartsPerMillion;
    private final LongAdder dropped;
    private final ArrayDeque<Line> free = new ArrayDeque<>();
    private long random;

    /**
     * Begins.
     *
     * @param seed any number
     */
    LoopLog(Ring ring, int samplePartsPerMillion, LongAdder dropped, long seed) {
        this.ring = ring;
        this.samplePartsPerMillion = samplePartsPerMillion;
        this.dropped = dropped;
        this.random = seed | 1;
    }

    @Override
    public void assigned(Exchange exchange) {
        exchange.note(begin(exchange));
    }

    private Line begin(Exchange exchange) {
        Line kept = free.pollLast();
        Line line = kept == null ? new Line() : kept;
        line.request(exchange.head());
        return line;
    }

    @Override
    public void ended(Exchange exchange) {
        // One that was never assigned ends while its head can still be read.
        Line line = exchange.note() instanceof Line noted ? noted : begin(exchange);
        exchange.note(null);
        boolean success = isSuccess(exchange);
        if (success && !isDrawn()) {
            free.addLast(line);
            return;
        }
        line.ended(exchange);
        line.sampled = success;
        @Nullable Line other = ring.exchange(line);
        if (other == null) {
            dropped.increment();
            free.addLast(line);
        } else {
            free.addLast(other);
        }
    }

    private static boolean isSuccess(Exchange exchange) {
        AssignmentReason reason = exchange.reason();
        return exchange.outcome() == Outcome.ANSWERED
                && exchange.status() < CLIENT_ERROR
                && (reason == null || !ALWAYS.contains(reason));
    }

    /** Xorshift (Marsaglia 2003). */
    private boolean isDrawn() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return (random >>> 33) % 1_000_000 < samplePartsPerMillion;
    }
}
