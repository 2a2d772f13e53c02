package io.dimmer.judge.simulate;

import io.dimmer.judge.Fact;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import io.dimmer.judge.trial.HandOver;
import io.dimmer.judge.trial.Tick;
import io.dimmer.judge.trial.Trial;
import java.util.List;
import java.util.SplittableRandom;

/** One simulated rollout, by a seed of its own. Answers come within the tick of their request. */
final class Run {

    static final long TICK_NANOS = 250_000_000;

    private static final Pair PAIR = new Pair("blue", "canary", 1, 2);
    private static final long SPLIT = 1;
    private static final double OUTAGE = 0.9;
    private static final int CROWD = 5_000;

    private final Story story;
    private final SplittableRandom random;
    private final Thresholds thresholds;
    private final Users users;
    private final long[] buffer;
    /** Requests and failures of the canary since it was bad. */
    private final long[] canary = new long[2];

    /**
     * What came of it.
     *
     * @param drained whether the canary was drained
     * @param requests requests to the canary since it was bad, until the drain
     * @param failed those of them that failed
     * @param ticks ticks since it was bad
     */
    record Result(boolean drained, long requests, long failed, int ticks) {}

    private Run(Story story, SplittableRandom random) {
        this.story = story;
        this.random = random;
        this.thresholds = Latency.thresholds(story.settings());
        this.users = story.crowd() == Story.Crowd.ZIPF
                ? Users.zipf(CROWD, story.share(), random)
                : Users.uniform(CROWD, story.share(), random);
        this.buffer = new long[Fact.LONGS * story.perTick()];
    }

    static Result of(Story story, long seed) {
        return new Run(story, new SplittableRandom(seed)).run();
    }

    private Result run() {
        Trial trial = Trial.begin(1, PAIR, story.settings(), 0, SPLIT, thresholds);
        int bad = 0;
        for (int tick = 0; tick < story.ticks(); tick++) {
            bad += story.bad().test(tick) ? 1 : 0;
            fill(tick);
            HandOver handOver = new HandOver(buffer, story.perTick(), thresholds);
            trial = trial.after(Tick.of((tick + 1) * TICK_NANOS, SPLIT, List.of(handOver)));
            if (trial.latch().isPresent()) {
                return new Result(true, canary[0], canary[1], bad);
            }
        }
        return new Result(false, canary[0], canary[1], bad);
    }

    private void fill(int tick) {
        long strangers = Math.round(story.share() * story.perTick());
        for (int i = 0; i < story.perTick(); i++) {
            if (story.crowd() == Story.Crowd.STRANGERS) {
                fill(i, tick, false, random.nextLong(), i < strangers, false);
            } else {
                int user = users.next(random);
                boolean poisoned = (users.hash(user) & 0xFFFF) < story.poisoned() * 0x1_0000;
                fill(i, tick, true, users.hash(user), users.canary(user), poisoned);
            }
        }
    }

    private void fill(int i, int tick, boolean keyed, long hash, boolean toCanary, boolean poisoned) {
        boolean bad = toCanary && story.bad().test(tick);
        Health health = bad ? story.canary() : Health.GOOD;
        double errors = story.outage().test(tick) ? OUTAGE : health.errors();
        boolean failed = poisoned || random.nextDouble() < errors;
        int resolved = Fact.ERROR | Fact.CLIENT_ERROR;
        int events = failed ? Fact.ERROR : 0;
        if (!failed) {
            resolved |= thresholds.mask();
            events |= thresholds.slower(toCanary, Latency.next(health, random));
        }
        long stamp = Fact.stamp(toCanary ? 2 : 1, SPLIT, keyed, false);
        buffer[Fact.LONGS * i] = hash;
        buffer[Fact.LONGS * i + 1] = Fact.pack(stamp, resolved, events);
        canary[0] += bad ? 1 : 0;
        canary[1] += bad && failed ? 1 : 0;
    }
}
