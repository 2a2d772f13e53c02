package io.dimmer.control.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.judge.Fact;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Pair;
import io.dimmer.judge.Thresholds;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShadowTest {
    private static final JudgeSettings SETTINGS = JudgeSettings.DEFAULT;
    private static final Thresholds THRESHOLDS = Thresholds.first(SETTINGS);
    private static final Pair PAIR = new Pair("blue", "canary", 0, 2);
    private static final long TICK = Duration.ofMinutes(1).toNanos();
    private static final int TICKS_PER_RUN = (int) (Shadow.RUN.toNanos() / TICK);
    private static final int PER_TICK = 200;
    private static final double PART = 0.1;

    private final Random random = new Random(11);
    private long now;

    /** Who fails, by the hash of the key and the number of the run. */
    private interface Fate {
        boolean fails(long hash, long run);
    }

    @Test
    void likeWithLikeSeldomCries() {
        Shadow shadow = shadow();
        assertThat(run(shadow, 70, (hash, run) -> random.nextInt(20) == 0)).isFalse();
        assertThat(shadow.calibration().runs()).isEqualTo(70);
        assertThat(shadow.calibration().cried()).isLessThanOrEqualTo(3);
        assertThat(shadow.calibration().divisor()).isEqualTo(1);
    }

    /** The twin: the very users who stand in for the canary's fail. */
    @Test
    void usersWhoAreNotAlikeRaiseTheDivisor() {
        Shadow shadow = shadow();
        Fate unlike = (hash, run) -> new SecondHash(PART, run, 0).standsIn(hash);
        assertThat(run(shadow, 59, unlike)).isFalse();
        assertThat(shadow.calibration()).isEqualTo(new Calibration(59, 59, 1));
        assertThat(run(shadow, 1, (hash, run) -> unlike.fails(hash, run + 59))).isTrue();
        assertThat(shadow.calibration()).isEqualTo(new Calibration(0, 0, 2));
    }

    @Test
    void aRunThatIsBrokenOffDoesNotCount() {
        Shadow shadow = shadow();
        ticks(shadow, TICKS_PER_RUN / 2, 1, (hash, run) -> true);
        shadow.splitAt(2, 0.5, now, THRESHOLDS);
        ticks(shadow, TICKS_PER_RUN - 1, 1, (hash, run) -> true);
        assertThat(shadow.calibration()).isEqualTo(Calibration.NONE);
    }

    @Test
    void anHourWithoutTrafficSaysNothing() {
        Shadow shadow = shadow();
        for (int i = 0; i <= TICKS_PER_RUN; i++) {
            now += TICK;
            shadow.tick(now, 1, THRESHOLDS);
        }
        assertThat(shadow.calibration()).isEqualTo(Calibration.NONE);
    }

    @Test
    void requestsWithoutAUserAreDealtOutToo() {
        SecondHash second = new SecondHash(PART, 3, 7);
        int standIns = 0;
        for (int place = 0; place < 10_000; place++) {
            standIns += second.lonelyStandsIn(place) ? 1 : 0;
        }
        assertThat(standIns).isBetween(900, 1_100);
    }

    private Shadow shadow() {
        Shadow shadow = new Shadow(SETTINGS, PAIR, now, THRESHOLDS);
        shadow.splitAt(1, PART, now, THRESHOLDS);
        return shadow;
    }

    private boolean run(Shadow shadow, int runs, Fate fate) {
        boolean rose = false;
        for (int run = 1; run <= runs; run++) {
            rose |= ticks(shadow, TICKS_PER_RUN, run, fate);
        }
        return rose;
    }

    private boolean ticks(Shadow shadow, int ticks, long run, Fate fate) {
        boolean rose = false;
        for (int i = 0; i < ticks; i++) {
            now += TICK;
            shadow.take(facts(run, fate), 1);
            rose |= shadow.tick(now, 1, THRESHOLDS);
        }
        return rose;
    }

    private LoopFacts facts(long run, Fate fate) {
        long[] buffer = new long[PER_TICK * Fact.LONGS];
        long stamp = Fact.stamp(PAIR.stableNumber(), 1, true, false);
        for (int i = 0; i < PER_TICK; i++) {
            long hash = random.nextLong();
            buffer[Fact.LONGS * i] = hash;
            buffer[Fact.LONGS * i + 1] = Fact.pack(stamp, Fact.ERROR, fate.fails(hash, run) ? Fact.ERROR : 0);
        }
        return new LoopFacts(buffer, PER_TICK, THRESHOLDS);
    }
}
