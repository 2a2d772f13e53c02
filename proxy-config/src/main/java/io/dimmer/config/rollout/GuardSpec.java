package io.dimmer.config.rollout;

import io.dimmer.config.value.Durations;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How versions on trial are judged.
 *
 * @param watch the versions on trial, each compared with stable; empty: nobody is watched
 * @param falseDrainProbability of ever draining a healthy version in one trial, above 0 %, at most 50 %
 * @param unit what counts as one witness
 * @param tick how often the event loops hand over what they saw
 * @param blipTicks at least this many blocks are needed for a drain; 0: no such floor
 * @param errors how errors are compared and limited
 * @param clientErrors how 4xx are compared; absent: not at all
 * @param latency how latency is compared and limited; absent: not at all
 * @param noTraffic what happens without evidence
 * @param onFail what a failed verdict does
 */
public record GuardSpec(
        List<VersionName> watch,
        Percent falseDrainProbability,
        Unit unit,
        Duration tick,
        int blipTicks,
        ErrorsSpec errors,
        Optional<ClientErrorsSpec> clientErrors,
        Optional<LatencySpec> latency,
        NoTrafficSpec noTraffic,
        OnFail onFail) {
    /** The largest tolerance of a comparison: odds ten times those of stable. */
    public static final Percent MAX_TOLERANCE = new Percent(9_000_000);

    /** Above it a verdict would be a coin. */
    public static final Percent MAX_FALSE_DRAIN_PROBABILITY = new Percent(500_000);

    /** The largest number of blocks that a drain may be made to wait for. */
    public static final int MAX_BLIP_TICKS = 1_000;

    /** What counts as one witness. */
    public enum Unit {
        USER,
        REQUEST
    }

    /** What a failed verdict does: drain the version, keep its share and tell, or only tell. */
    public enum OnFail {
        DRAIN,
        HOLD,
        REPORT
    }

    public GuardSpec {
        watch = List.copyOf(watch);
        UnexpectedValueException.unless(
                Set.copyOf(watch).size() == watch.size(), "guard.watch", watch, "each version once");
        UnexpectedValueException.unless(
                falseDrainProbability.partsPerMillion() > 0
                        && falseDrainProbability.compareTo(MAX_FALSE_DRAIN_PROBABILITY) <= 0,
                "guard.falseDrainProbability",
                falseDrainProbability,
                "more than 0%, at most 50%");
        Durations.checkPositive("guard.tick", tick);
        UnexpectedValueException.unless(
                blipTicks >= 0 && blipTicks <= MAX_BLIP_TICKS, "guard.blipTicks", blipTicks, "0 to " + MAX_BLIP_TICKS);
    }

    /** The defaults of everything but the versions to watch. */
    public static GuardSpec watching(List<VersionName> watch) {
        return new GuardSpec(
                watch,
                new Percent(1_000),
                Unit.USER,
                Duration.ofMillis(250),
                3,
                ErrorsSpec.DEFAULT,
                Optional.of(ClientErrorsSpec.DEFAULT),
                Optional.of(LatencySpec.DEFAULT),
                NoTrafficSpec.DEFAULT,
                OnFail.DRAIN);
    }

    /** The same guard over other versions. */
    public GuardSpec withWatch(List<VersionName> others) {
        return new GuardSpec(
                others, falseDrainProbability, unit, tick, blipTicks, errors, clientErrors, latency, noTraffic, onFail);
    }
}
