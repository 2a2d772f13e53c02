package io.dimmer.judge;

import io.dimmer.judge.formula.RateBound;
import java.util.List;

/**
 * The evidence that a rollout needs for its next step: for every criterion, the canary's rate is known to be below what
 * is allowed. Pure.
 *
 * <p>A comparison that finds no difference is no proof that there is none, and ratios are hopeless at low rates: so the
 * upper end of a confidence sequence has to lie below a small multiple of stable's rate, or within a margin above it.
 */
final class StepGate {

    /** The probability that one criterion is met by a canary that is worse than allowed. */
    public static final double BETA = 0.05;

    /** How many times stable's rate is allowed. */
    public static final double RATIO = 2;

    private StepGate() {}

    /**
     * One thing that has to be shown. Counted since the step began; a threshold that changes starts its count anew.
     *
     * @param check its name
     * @param canary requests of the canary, or users for the criterion by users
     * @param canaryEvents those with the event
     * @param stableRate the plain rate of stable, 0 without requests
     * @param margin what is allowed above it in any case
     */
    public record Criterion(String check, long canary, long canaryEvents, double stableRate, double margin) {

        /** Errors by request: one point. */
        public static Criterion errors(long canary, long events, double stableRate) {
            return new Criterion("errors", canary, events, stableRate, 0.01);
        }

        /**
         * Users that had an error: one point of all users seen. The sequence is about independent requests, and users who
         * repeat their failures are not.
         */
        public static Criterion users(long canaryUsers, long usersWithError) {
            return new Criterion("users", canaryUsers, usersWithError, 0, 0.01);
        }

        /** Answers slower than stable's p90: five points. */
        public static Criterion slowAtP90(long canary, long events, double stableRate) {
            return new Criterion("latency_p90", canary, events, stableRate, 0.05);
        }

        /** Answers slower than stable's p99: one point. */
        public static Criterion slowAtP99(long canary, long events, double stableRate) {
            return new Criterion("latency_p99", canary, events, stableRate, 0.01);
        }

        /** The upper end of what the canary's rate can be, 1 without data. */
        public double upper() {
            return RateBound.upper(canary, canaryEvents, BETA);
        }

        /** The rate that is allowed. */
        public double allowed() {
            return Math.max(RATIO * stableRate, stableRate + margin);
        }

        /** Whether the canary is known to be within it. */
        public boolean met() {
            return upper() <= allowed();
        }
    }

    /** {@code PASS} when every criterion is met, else {@code INCONCLUSIVE}. Nothing passes without a criterion. */
    public static Verdict.Word word(List<Criterion> criteria) {
        boolean met = !criteria.isEmpty() && criteria.stream().allMatch(Criterion::met);
        return met ? Verdict.Word.PASS : Verdict.Word.INCONCLUSIVE;
    }
}
