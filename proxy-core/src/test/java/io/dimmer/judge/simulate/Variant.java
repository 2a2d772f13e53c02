package io.dimmer.judge.simulate;

import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.JudgeSettings.LatencyTolerance;
import io.dimmer.judge.JudgeSettings.Tolerance;
import io.dimmer.judge.JudgeSettings.Unit;
import io.dimmer.judge.Limit;
import java.util.List;
import java.util.Optional;

/** The usual settings, with single values changed. */
public record Variant(JudgeSettings settings) {

    /** As a service has it that says nothing. */
    public static Variant usual() {
        return new Variant(JudgeSettings.DEFAULT);
    }

    /** Every request counts. */
    public static Variant byRequest() {
        return usual().change(0.001, Unit.REQUEST, 3, 3);
    }

    private Variant change(double alpha, Unit unit, int blipTicks, int minUnits) {
        JudgeSettings s = settings;
        return new Variant(new JudgeSettings(
                alpha,
                s.alphaHold(),
                unit,
                blipTicks,
                minUnits,
                s.divisor(),
                s.rhythm(),
                s.errors(),
                s.clientErrors(),
                s.latency(),
                s.limits()));
    }

    private Variant change(
            JudgeSettings.Rhythm rhythm, Tolerance errors, Optional<LatencyTolerance> latency, List<Limit> limits) {
        JudgeSettings s = settings;
        return new Variant(new JudgeSettings(
                s.alpha(),
                s.alphaHold(),
                s.unit(),
                s.blipTicks(),
                s.minUnits(),
                s.divisor(),
                rhythm,
                errors,
                s.clientErrors(),
                latency,
                limits));
    }

    public Variant alpha(double alpha) {
        return change(alpha, settings.unit(), settings.blipTicks(), settings.minUnits());
    }

    public Variant blipTicks(int blipTicks) {
        return change(settings.alpha(), settings.unit(), blipTicks, settings.minUnits());
    }

    public Variant minUnits(int minUnits) {
        return change(settings.alpha(), settings.unit(), settings.blipTicks(), minUnits);
    }

    public Variant errors(double oddsRatio, double floor) {
        Tolerance errors = new Tolerance(oddsRatio, floor);
        return change(settings.rhythm(), errors, settings.latency(), settings.limits());
    }

    public Variant slackNanos(long slackNanos) {
        LatencyTolerance latency = new LatencyTolerance(0.1, slackNanos);
        return change(settings.rhythm(), settings.errors(), Optional.of(latency), settings.limits());
    }

    public Variant withoutLatency() {
        return change(settings.rhythm(), settings.errors(), Optional.empty(), settings.limits());
    }

    public Variant limits(Limit... limits) {
        return change(settings.rhythm(), settings.errors(), settings.latency(), List.of(limits));
    }

    /** Both kinds of limits, as in the tables of the method. */
    public Variant usualLimits() {
        return limits(Limit.errors(0.05), Limit.latency(99, 2_000_000_000));
    }

    public Variant epochNanos(long epochNanos) {
        JudgeSettings.Rhythm r = settings.rhythm();
        JudgeSettings.Rhythm rhythm = new JudgeSettings.Rhythm(
                r.tickNanos(),
                r.blockEndings(),
                r.blockNanos(),
                r.factsPerTick(),
                epochNanos,
                r.depletedNanos(),
                r.noTrafficNanos());
        return change(rhythm, settings.errors(), settings.latency(), settings.limits());
    }
}
