package io.dimmer.loadtest.generate;

import io.dimmer.loadtest.request.RequestFactory;
import io.dimmer.loadtest.schedule.Arrivals;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What is to be sent where and when.
 *
 * @param connections the most connections at a time; they are opened when they are needed, and a planned request that finds
 *     all of them busy waits, which counts in its latency from the planned moment
 * @param threads event loops that share the plan evenly
 * @param timeout how long after its planned moment a request is given up
 * @param lagLimit beyond it the run is void
 */
public record LoadPlan(
        InetSocketAddress target,
        Arrivals arrivals,
        RequestFactory requests,
        int connections,
        int threads,
        Duration timeout,
        Duration lagLimit) {
    private static final int DEFAULT_CONNECTIONS = 1_000;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_LAG_LIMIT = Duration.ofMillis(10);

    public LoadPlan {
        requireFrom("connections", connections, threads);
        requireFrom("threads", threads, 1);
        requirePositive("timeout", timeout);
        requirePositive("lagLimit", lagLimit);
    }

    /** With one thread, at most 1 000 connections, 10 s of patience and a limit of 10 ms for the lag. */
    public static LoadPlan of(InetSocketAddress target, Arrivals arrivals, RequestFactory requests) {
        return new LoadPlan(target, arrivals, requests, DEFAULT_CONNECTIONS, 1, DEFAULT_TIMEOUT, DEFAULT_LAG_LIMIT);
    }

    /** The same with another limit for connections. */
    public LoadPlan withConnections(int most) {
        return new LoadPlan(target, arrivals, requests, most, threads, timeout, lagLimit);
    }

    /** The same with another number of threads. */
    public LoadPlan withThreads(int number) {
        return new LoadPlan(target, arrivals, requests, connections, number, timeout, lagLimit);
    }

    /** The same with other patience. */
    public LoadPlan withTimeout(Duration patience) {
        return new LoadPlan(target, arrivals, requests, connections, threads, patience, lagLimit);
    }

    /** The same with another limit for the lag. */
    public LoadPlan withLagLimit(Duration limit) {
        return new LoadPlan(target, arrivals, requests, connections, threads, timeout, limit);
    }

    private static void requireFrom(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": found " + value + ", expected at least " + least);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": found " + value + ", expected more than zero");
        }
    }
}
