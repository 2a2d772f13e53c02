package io.dimmer.loadtest.target;

import java.time.Duration;

/**
 * How a fake upstream answers: how long it takes, how much it sends, and what is wrong with it for which part of the
 * requests. Immutable.
 *
 * @param median half of the answers take at most this long; zero answers at once
 * @param sigma the spread of a lognormal distribution: 0 makes every answer take the median, 0.5 is life-like
 * @param bodyBytes the least length of a body; shorter ones are padded
 * @param fault what is wrong
 * @param share the part of the requests that meet the fault, more than 0 up to 1, drawn at random
 * @param slowness what {@link Fault#SLOW} adds, and the pause of {@link Fault#SLOWBODY}
 */
public record Behaviour(Duration median, double sigma, int bodyBytes, Fault fault, double share, Duration slowness) {
    private static final int MAX_BODY_BYTES = 64 << 20;
    private static final Duration DEFAULT_SLOWNESS = Duration.ofMillis(80);

    public Behaviour {
        require("median", median, !median.isNegative(), "zero or more");
        require("sigma", sigma, sigma >= 0 && sigma <= 3, "0 to 3");
        require("body bytes", bodyBytes, bodyBytes >= 0 && bodyBytes <= MAX_BODY_BYTES, "0 to " + MAX_BODY_BYTES);
        require("share", share, share > 0 && share <= 1, "more than 0, up to 1");
        require("share of dead", share, fault != Fault.DEAD || share == 1, "1: an upstream is dead for everybody");
        require("slowness", slowness, !slowness.isNegative(), "zero or more");
    }

    /** Answers at once, and nothing is wrong. */
    public static Behaviour healthy() {
        return new Behaviour(Duration.ZERO, 0, 0, Fault.NONE, 1, DEFAULT_SLOWNESS);
    }

    /** The same with answers that take this long. */
    public Behaviour taking(Duration newMedian, double newSigma) {
        return new Behaviour(newMedian, newSigma, bodyBytes, fault, share, slowness);
    }

    /** The same with bodies of at least this length. */
    public Behaviour sending(int newBodyBytes) {
        return new Behaviour(median, sigma, newBodyBytes, fault, share, slowness);
    }

    /** The same with this fault for every request. */
    public Behaviour with(Fault newFault) {
        return with(newFault, 1);
    }

    /** The same with this fault for a part of the requests. */
    public Behaviour with(Fault newFault, double newShare) {
        return new Behaviour(median, sigma, bodyBytes, newFault, newShare, slowness);
    }

    /** The same, slower or faster where it is slow. */
    public Behaviour slowedBy(Duration newSlowness) {
        return new Behaviour(median, sigma, bodyBytes, fault, share, newSlowness);
    }

    /** Whether there is a listening socket. */
    boolean listens() {
        return fault != Fault.DEAD;
    }

    /** The fault that a request meets for which {@code fraction} was drawn, from 0 to less than 1. */
    Fault faultAt(double fraction) {
        return fraction < share ? fault : Fault.NONE;
    }

    /** How long an answer takes for which {@code gaussian} was drawn from the standard normal distribution. */
    long delayNanos(Fault met, double gaussian) {
        double drawn = median.toNanos() * Math.exp(sigma * gaussian);
        return Math.round(drawn) + (met == Fault.SLOW ? slowness.toNanos() : 0);
    }

    private static void require(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": found " + value + ", expected " + expected);
        }
    }
}
