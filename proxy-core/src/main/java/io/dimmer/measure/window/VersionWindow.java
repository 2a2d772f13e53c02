package io.dimmer.measure.window;

import io.dimmer.judge.trial.BaselineLatencies;
import io.dimmer.measure.loop.Sample;
import io.dimmer.measure.loop.VersionRecorder;
import io.dimmer.measure.sketch.Latencies;
import io.dimmer.measure.sketch.LatencyBatch;
import io.dimmer.measure.sketch.Users;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the loops handed over of one version: the last minute, and good latencies of the last ten. Confined to a thread. */
public final class VersionWindow {
    private static final Duration MINUTE_SLOT = Duration.ofSeconds(5);
    private static final int MINUTE_SLOTS = 12;
    private static final Duration BASELINE_SLOT = Duration.ofMinutes(1);
    private static final int BASELINE_SLOTS = 10;
    private static final int TURNS = 20;
    private static final double NANOS = 1e9;

    private final long shiftNanos;
    private final LatencyWindow lastMinute;
    private final LatencyWindow baseline;
    private final long[][] totals = new long[MINUTE_SLOTS][VersionRecorder.TOTALS];
    private final @Nullable Users[] users = new Users[MINUTE_SLOTS];
    private Users allUsers = new Users();
    private long[] now = new long[VersionRecorder.TOTALS];
    private long slot;

    /**
     * Empty.
     *
     * @param turn shifts the borders of its slots, so that not all versions forget in the same tick
     */
    public VersionWindow(Latencies latencies, int turn, long nowNanos) {
        this.shiftNanos = turn % TURNS * MINUTE_SLOT.toNanos() / TURNS;
        long now = nowNanos + shiftNanos;
        this.lastMinute = new LatencyWindow(latencies, Latencies::coarse, MINUTE_SLOT, MINUTE_SLOTS, now);
        this.baseline = new LatencyWindow(latencies, latencies::take, BASELINE_SLOT, BASELINE_SLOTS, now);
        this.slot = slotAt(now);
    }

    private static long slotAt(long nanos) {
        return Math.floorDiv(nanos, MINUTE_SLOT.toNanos());
    }

    /**
     * Forgets what is too old. Called at each tick, before {@link #add}.
     *
     * @param counted the version's totals over all loops, as they are now
     */
    public void advance(long nowNanos, long[] counted) {
        long shifted = nowNanos + shiftNanos;
        lastMinute.advance(shifted);
        baseline.advance(shifted);
        long current = slotAt(shifted);
        boolean forgotten = false;
        for (long next = Math.max(slot + 1, current - MINUTE_SLOTS + 1); next <= current; next++) {
            int index = Math.floorMod(next, MINUTE_SLOTS);
            totals[index] = now;
            forgotten |= users[index] != null;
            users[index] = null;
        }
        if (forgotten) {
            sumUpUsers();
        }
        slot = current;
        now = counted;
    }

    private void sumUpUsers() {
        allUsers = new Users();
        for (Users seen : users) {
            if (seen != null) {
                allUsers.add(seen);
            }
        }
    }

    /** Takes what one loop saw. */
    public void add(Sample sample) {
        LatencyBatch others = sample.others();
        if (others != null) {
            lastMinute.add(others);
            others.giveBack();
        }
        LatencyBatch drawn = sample.drawn();
        if (drawn != null) {
            lastMinute.add(drawn);
            baseline.add(drawn);
            drawn.giveBack();
        }
        allUsers.add(sample.users());
        int index = Math.floorMod(slot, MINUTE_SLOTS);
        Users seen = users[index];
        if (seen == null) {
            users[index] = sample.users();
        } else {
            seen.add(sample.users());
        }
    }

    /** How much a total grew in the last minute, by the indices of {@link VersionRecorder}. */
    public long grown(int index) {
        return now[index] - totals[Math.floorMod(slot + 1, MINUTE_SLOTS)][index];
    }

    /** The last minute. */
    public Minute minute() {
        long requests = grown(VersionRecorder.REQUESTS);
        if (requests == 0) {
            return Minute.NOTHING;
        }
        return new Minute(
                requests,
                allUsers.estimate(),
                (double) grown(VersionRecorder.ERRORS) / requests,
                (double) grown(VersionRecorder.CLIENT_ERRORS) / requests,
                lastMinute.nanosAt(50) / NANOS,
                lastMinute.nanosAt(99) / NANOS);
    }

    /** Good answers to requests that were drawn by lot, of the last ten minutes. */
    public BaselineLatencies baseline() {
        return baseline;
    }
}
