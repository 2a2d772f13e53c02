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
 * @param connecting whether a connection carries one request or many
 * @param interval the length of the parts in which the result is kept as well; zero: in none
 */
public record LoadPlan(
        InetSocketAddress target,
        Arrivals arrivals,
        RequestFactory requests,
        int connections,
        int threads,
        Duration timeout,
        Duration lagLimit,
        Connecting connecting,
        Duration interval) {
    private static final int DEFAULT_CONNECTIONS = 1_000;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_LAG_LIMIT = Duration.ofMillis(10);

    public LoadPlan {
        requireFrom("connections", connections, threads);
        requireFrom("threads", threads, 1);
        requirePositive("timeout", timeout);
        requirePositive("lagLimit", lagLimit);
        if (interval.isNegative()) {
            throw new IllegalArgumentException("interval: found " + interval + ", expected zero or more");
        }
    }

    /** How connections are used. */
    public enum Connecting {
        /** Kept alive: the one used last is used next. */
        KEPT,
        /** Each request opens one of its own, which is closed after the answer. */
        ANEW
    }

    /** With one thread, at most 1 000 kept connections, 10 s of patience, a limit of 10 ms for the lag, and no intervals. */
    public static LoadPlan of(InetSocketAddress target, Arrivals arrivals, RequestFactory requests) {
        return new LoadPlan(
                target,
                arrivals,
                requests,
                DEFAULT_CONNECTIONS,
                1,
                DEFAULT_TIMEOUT,
                DEFAULT_LAG_LIMIT,
                Connecting.KEPT,
                Duration.ZERO);
    }

    /** The same with another limit for connections. */
    public LoadPlan withConnections(int most) {
        return new LoadPlan(target, arrivals, requests, most, threads, timeout, lagLimit, connecting, interval);
    }

    /** The same with another number of threads. */
    public LoadPlan withThreads(int number) {
        return new LoadPlan(target, arrivals, requests, connections, number, timeout, lagLimit, connecting, interval);
    }

    /** The same with other patience. */
    public LoadPlan withTimeout(Duration patience) {
        return new LoadPlan(target, arrivals, requests, connections, threads, patience, lagLimit, connecting, interval);
    }

    /** The same with another limit for the lag. */
    public LoadPlan withLagLimit(Duration limit) {
        return new LoadPlan(target, arrivals, requests, connections, threads, timeout, limit, connecting, interval);
    }

    /** The same with connections used in another way. */
    public LoadPlan connecting(Connecting way) {
        return new LoadPlan(target, arrivals, requests, connections, threads, timeout, lagLimit, way, interval);
    }

    /** The same with the result in parts of this length as well. */
    public LoadPlan withInterval(Duration length) {
        return new LoadPlan(target, arrivals, requests, connections, threads, timeout, lagLimit, connecting, length);
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
