package io.dimmer.judge.simulate;

import io.dimmer.judge.Fact;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.trial.HandOver;
import io.dimmer.judge.trial.Tick;
import io.dimmer.judge.trial.Trial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Two versions alike, of which one in two hundred requests hangs until a timeout of 15 seconds; after half a minute the
 * share falls from 50 to 5 percent while requests of the larger share still hang.
 */
final class WeightChange {

    private static final Pair PAIR = new Pair("blue", "canary", 1, 2);
    private static final int PER_TICK = 100;
    private static final int CHANGE = 120;
    private static final int TICKS = 240;
    private static final int TIMEOUT_TICKS = 60;
    private static final double HANGS = 0.005;

    private final SplittableRandom random;
    private final Thresholds thresholds;
    private final boolean splitsTold;
    private final Queue<Hanging> hanging = new ArrayDeque<>();
    private final List<Long> facts = new ArrayList<>();

    private record Hanging(int sinceTick, boolean canary, long split) {}

    private WeightChange(JudgeSettings settings, long seed, boolean splitsTold) {
        this.random = new SplittableRandom(seed).split();
        this.thresholds = Latency.thresholds(settings);
        this.splitsTold = splitsTold;
    }

    /**
     * Whether the healthy canary was drained.
     *
     * @param splitsTold whether facts carry the split number of their assignment; the twin gives them that of their end
     */
    static boolean drains(JudgeSettings settings, long seed, boolean splitsTold) {
        return new WeightChange(settings, seed, splitsTold).run(settings);
    }

    private boolean run(JudgeSettings settings) {
        Trial trial = Trial.begin(1, PAIR, settings, 0, 1, thresholds);
        for (int tick = 0; tick < TICKS && trial.latch().isEmpty(); tick++) {
            long split = tick < CHANGE ? 1 : 2;
            facts.clear();
            start(tick, split);
            age(tick, split);
            long[] buffer = facts.stream().mapToLong(Long::longValue).toArray();
            HandOver handOver = new HandOver(buffer, buffer.length / Fact.LONGS, thresholds);
            trial = trial.after(Tick.of((tick + 1) * Run.TICK_NANOS, split, List.of(handOver)));
        }
        return trial.latch().isPresent();
    }

    private void start(int tick, long split) {
        double share = tick < CHANGE ? 0.5 : 0.05;
        for (int i = 0; i < PER_TICK; i++) {
            boolean canary = random.nextDouble() < share;
            if (random.nextDouble() < HANGS) {
                hanging.add(new Hanging(tick, canary, split));
            } else {
                int slow = thresholds.slower(canary, Latency.next(Health.GOOD, random));
                add(canary, split, Fact.ERROR | Fact.CLIENT_ERROR | thresholds.mask(), slow);
            }
        }
    }

    private void age(int tick, long splitNow) {
        for (Hanging request : hanging) {
            int before = thresholds.crossed((tick - request.sinceTick()) * Run.TICK_NANOS);
            int now = thresholds.crossed((tick + 1 - request.sinceTick()) * Run.TICK_NANOS);
            if (now != before) {
                add(request.canary(), split(request, splitNow), now & ~before, now);
            }
        }
        while (!hanging.isEmpty() && tick + 1 - hanging.element().sinceTick() >= TIMEOUT_TICKS) {
            Hanging ended = hanging.remove();
            add(ended.canary(), split(ended, splitNow), Fact.ERROR | Fact.CLIENT_ERROR, Fact.ERROR);
        }
    }

    private long split(Hanging request, long splitNow) {
        return splitsTold ? request.split() : splitNow;
    }

    private void add(boolean canary, long split, int resolved, int events) {
        facts.add(random.nextLong());
        facts.add(Fact.pack(Fact.stamp(canary ? 2 : 1, split, false, false), resolved, events));
    }
}
