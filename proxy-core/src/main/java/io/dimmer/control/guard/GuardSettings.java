package io.dimmer.control.guard;

import io.dimmer.config.rollout.ClientErrorsSpec;
import io.dimmer.config.rollout.ErrorsSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.rollout.LatencySpec.LatencyLimit;
import io.dimmer.config.value.Percent;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.JudgeSettings.LatencyTolerance;
import io.dimmer.judge.JudgeSettings.Tolerance;
import io.dimmer.judge.JudgeSettings.Unit;
import io.dimmer.judge.Limit;
import java.util.ArrayList;
import java.util.List;

/** What the file says about the guard, in the words of the judge. */
final class GuardSettings {
    private GuardSettings() {}

    static JudgeSettings of(GuardSpec spec) {
        JudgeSettings defaults = JudgeSettings.DEFAULT;
        return new JudgeSettings(
                spec.falseDrainProbability().ratio(),
                defaults.alphaHold(),
                spec.unit() == GuardSpec.Unit.USER ? Unit.USER : Unit.REQUEST,
                spec.blipTicks(),
                defaults.minUnits(),
                defaults.divisor(),
                defaults.rhythm()
                        .with(spec.tick().toNanos(), spec.noTraffic().after().toNanos()),
                tolerance(spec.errors().tolerance(), spec.errors().floor()),
                spec.clientErrors().map(GuardSettings::clientErrors),
                spec.latency().map(GuardSettings::latency),
                limits(spec));
    }

    private static Tolerance tolerance(Percent tolerance, Percent floor) {
        return new Tolerance(1 + tolerance.ratio(), floor.ratio());
    }

    private static Tolerance clientErrors(ClientErrorsSpec spec) {
        return tolerance(spec.tolerance(), spec.floor());
    }

    private static LatencyTolerance latency(LatencySpec spec) {
        return new LatencyTolerance(spec.tolerance().ratio(), spec.slack().toNanos());
    }

    private static List<Limit> limits(GuardSpec spec) {
        List<Limit> limits = new ArrayList<>();
        ErrorsSpec errors = spec.errors();
        errors.max().map(Percent::ratio).map(Limit::errors).ifPresent(limits::add);
        spec.latency().map(LatencySpec::max).orElse(List.of()).forEach(limit -> limits.add(limit(limit)));
        return limits;
    }

    private static Limit limit(LatencyLimit limit) {
        return Limit.latency(percentile(limit.quantile()), limit.limit().toNanos());
    }

    /** {@code p50} is 50, {@code p999} is 99.9. */
    private static double percentile(String quantile) {
        String digits = quantile.substring(1);
        int whole = Math.min(2, digits.length());
        return Double.parseDouble(digits.substring(0, whole) + "." + digits.substring(whole) + "0");
    }
}
