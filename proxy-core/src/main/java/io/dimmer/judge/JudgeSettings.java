package io.dimmer.judge;

import java.util.List;
import java.util.Optional;

/**
 * How a trial is judged. Two equal settings judge alike; a trial whose settings change drops its open epochs.
 *
 * @param alpha probability that a healthy version is ever drained in one trial, in (0, 1)
 * @param alphaHold the same for the early warning, in (0, 1)
 * @param unit what counts once
 * @param blipTicks how many blocks a drain takes at least, so that a hiccup is none; 0 for no such guard
 * @param minUnits how many units of the accused version must have had the event
 * @param divisor φ ≥ 1 by which evidence is divided; above 1 when a comparison of stable with itself cried too often
 * @param rhythm the times and sizes of ticks and blocks
 * @param errors what is tolerated of errors
 * @param clientErrors the same of client errors (4xx), which hold and never drain; empty if they are not compared
 * @param latency what is tolerated of latency; empty if it is not compared
 * @param limits absolute limits, at most one of errors and five of latency
 */
public record JudgeSettings(
        double alpha,
        double alphaHold,
        Unit unit,
        int blipTicks,
        int minUnits,
        double divisor,
        Rhythm rhythm,
        Tolerance errors,
        Optional<Tolerance> clientErrors,
        Optional<LatencyTolerance> latency,
        List<Limit> limits) {

    private static final long MILLISECOND = 1_000_000;

    /** What the lot draws and the evidence counts. */
    public enum Unit {
        /** A user counts once per event type and epoch; a request without a key is a unit of its own. */
        USER,
        /** Every request counts. */
        REQUEST
    }

    /**
     * Times and sizes.
     *
     * @param tickNanos time between two ticks
     * @param blockEndings a block closes with so many judged endings of both arms together
     * @param blockNanos or at this age
     * @param factsPerTick at most so many facts are judged in a tick
     * @param epochNanos age of the newest epoch at which another opens
     * @param depletedNanos the same when fewer than half of the units seen can still tell something
     * @param noTrafficNanos without a block of both arms for so long the trial holds
     */
    public record Rhythm(
            long tickNanos,
            int blockEndings,
            long blockNanos,
            int factsPerTick,
            long epochNanos,
            long depletedNanos,
            long noTrafficNanos) {

        /** As a service has it that says nothing. */
        public static final Rhythm DEFAULT = new Rhythm(
                250 * MILLISECOND,
                25,
                5_000 * MILLISECOND,
                8_192,
                60_000 * MILLISECOND,
                10_000 * MILLISECOND,
                30_000 * MILLISECOND);

        /** The same with other ticks, and another patience without traffic. */
        public Rhythm with(long tick, long noTraffic) {
            return new Rhythm(tick, blockEndings, blockNanos, factsPerTick, epochNanos, depletedNanos, noTraffic);
        }
    }

    /**
     * What is tolerated of an event that is counted.
     *
     * @param oddsRatio how many times the odds of stable the canary may have, 1 to 10: 25 % more is 1.25
     * @param floor the rate of the canary below which nothing happens
     */
    public record Tolerance(double oddsRatio, double floor) {}

    /**
     * What is tolerated of latency: slow is what is slower than {@code t·(1 + tolerance) + slack}.
     *
     * @param tolerance part of stable's latency, ≥ 0
     * @param slackNanos what is added to it
     */
    public record LatencyTolerance(double tolerance, long slackNanos) {}

    /** As a service has it that says nothing. */
    public static final JudgeSettings DEFAULT = new JudgeSettings(
            0.001,
            0.05,
            Unit.USER,
            3,
            3,
            1,
            Rhythm.DEFAULT,
            new Tolerance(1.25, 0.001),
            Optional.of(new Tolerance(1.5, 0.01)),
            Optional.of(new LatencyTolerance(0.10, 2 * MILLISECOND)),
            List.of());

    /** Refuses what no trial can be judged by. */
    public JudgeSettings {
        limits = List.copyOf(limits);
        require(alpha > 0 && alpha < 1, "alpha", alpha, "between 0 and 1");
        require(alphaHold > 0 && alphaHold < 1, "alphaHold", alphaHold, "between 0 and 1");
        require(blipTicks >= 0, "blipTicks", blipTicks, "at least 0");
        require(divisor >= 1, "divisor", divisor, "at least 1");
        require(errors.oddsRatio() >= 1 && errors.oddsRatio() <= 10, "errors", errors.oddsRatio(), "1 to 10");
        long latencyLimits = limits.stream().filter(Limit::isLatency).count();
        require(latencyLimits <= Fact.LIMIT_TYPES, "latency limits", (double) latencyLimits, "at most 5");
        long errorLimits = limits.size() - latencyLimits;
        require(errorLimits <= 1, "error limits", (double) errorLimits, "at most 1");
    }

    private static void require(boolean holds, String name, double value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("%s: found %s, expected %s".formatted(name, value, expected));
        }
    }

    /** The same with evidence divided by φ. */
    public JudgeSettings divided(double by) {
        return new JudgeSettings(
                alpha, alphaHold, unit, blipTicks, minUnits, by, rhythm, errors, clientErrors, latency, limits);
    }

    /** The part of alpha that each of comparison and limits has: all of it without limits, else half. */
    double alphaEach() {
        return limits.isEmpty() ? alpha : alpha / 2;
    }
}
