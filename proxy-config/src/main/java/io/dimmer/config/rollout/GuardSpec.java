package io.dimmer.config.rollout;

import io.dimmer.config.value.Percent;
import io.dimmer.config.value.VersionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How versions on trial are judged.
 *
 * @param watch the versions on trial, each compared with stable; empty: nobody is watched
 * @param falseDrainProbability of ever draining a healthy version in one trial
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
}
