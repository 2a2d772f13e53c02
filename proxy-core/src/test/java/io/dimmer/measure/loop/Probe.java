package io.dimmer.measure.loop;

import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.TestHead;
import io.dimmer.judge.JudgeSettings;
import io.dimmer.judge.Limit;
import io.dimmer.judge.Thresholds;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Exchanges for tests of measuring: one service {@code shop} with blue (stable) and canary, and one route. */
public final class Probe {
    /** Dense number of the service. */
    public static final int SHOP = 2;

    /** Dense number of the stable version. */
    public static final int BLUE = 4;

    /** Dense number of the version on trial. */
    public static final int CANARY = 5;

    /** Dense number of the route. */
    public static final int ROUTE = 1;

    /** A millisecond. */
    public static final long MS = 1_000_000;

    /** All outcomes whose fault is the upstream's. */
    public static final Set<String> ALL_ERRORS = Set.of(
            "upstream_error",
            "connect_failed",
            "connect_timeout",
            "connection_reset",
            "response_timeout",
            "response_truncated",
            "response_invalid");

    private static final int SWITCHING = 101;

    private final ExchangeListener listener;
    private final Exchange exchange;
    private AssignmentReason reason = AssignmentReason.HASH;
    private int version = BLUE;
    private int split = 1;
    private long key = 42;
    private boolean keyed = true;

    private Probe(ExchangeListener listener, long startNanos) {
        this.listener = listener;
        this.exchange = new Exchange(TestHead.of("/"), InetAddress.getLoopbackAddress(), false, startNanos);
        exchange.routed(ROUTE, SHOP);
    }

    /** A request that arrives. */
    public static Probe at(ExchangeListener listener, long startNanos) {
        return new Probe(listener, startNanos);
    }

    /** The roster of the service. */
    public static Roster roster(Set<String> errors) {
        return new Roster(
                List.of(new Roster.Service(
                        SHOP,
                        new ServiceName("shop"),
                        BLUE,
                        List.of(
                                new Roster.Version(BLUE, new VersionName("blue"), Optional.of("1.0")),
                                new Roster.Version(CANARY, new VersionName("canary"), Optional.empty())),
                        errors)),
                List.of(new Roster.Route(ROUTE, new RouteName("all"), SHOP)));
    }

    /** Thresholds t = 10, 20, 30, 40, 50 ms, t' each 5 ms more, and a limit of 100 ms. */
    public static Thresholds thresholds() {
        JudgeSettings settings = JudgeSettings.DEFAULT;
        JudgeSettings limited = new JudgeSettings(
                settings.alpha(),
                settings.alphaHold(),
                settings.unit(),
                settings.blipTicks(),
                settings.minUnits(),
                settings.divisor(),
                settings.rhythm(),
                settings.errors(),
                settings.clientErrors(),
                settings.latency(),
                List.of(Limit.latency(99, 100 * MS)));
        return Thresholds.first(limited).next(new long[] {10 * MS, 20 * MS, 30 * MS, 40 * MS, 50 * MS}, new long[] {
            15 * MS, 25 * MS, 35 * MS, 45 * MS, 55 * MS
        });
    }

    /** On that version. */
    public Probe on(int number) {
        version = number;
        return this;
    }

    /** For that reason. */
    public Probe because(AssignmentReason why) {
        reason = why;
        return this;
    }

    /** Under that split number. */
    public Probe under(int number) {
        split = number;
        return this;
    }

    /** Of that user. */
    public Probe of(long hash) {
        key = hash;
        return this;
    }

    /** Without a key. */
    public Probe keyless() {
        keyed = false;
        return this;
    }

    /** A load test. */
    public Probe run() {
        exchange.markRun("test");
        return this;
    }

    /** The version is chosen and a connection asked for. */
    public Probe assigned(long nanos) {
        if (keyed) {
            exchange.keyed(0, key);
        }
        exchange.assigned(version - BLUE, version, reason, split);
        exchange.attempted(nanos);
        listener.assigned(exchange);
        return this;
    }

    /** The head of the answer. */
    public Probe head(int status, long nanos) {
        exchange.answered(status, nanos);
        if (status == SWITCHING) {
            exchange.markStream();
        }
        listener.answered(exchange);
        return this;
    }

    /** The end of the attempt and of the exchange. */
    public Probe end(Outcome how, int status, long nanos) {
        exchange.attemptEnded(how);
        listener.attemptEnded(exchange);
        return finish(how, status, nanos);
    }

    /** The end of the exchange alone. */
    public Probe finish(Outcome how, int status, long nanos) {
        exchange.end(how, status, nanos);
        listener.ended(exchange);
        return this;
    }

    /** Head and end in one. */
    public Probe answer(int status, long nanos) {
        head(status, nanos);
        return end(status >= 500 ? Outcome.UPSTREAM_ERROR : Outcome.ANSWERED, status, nanos);
    }

    /** The exchange itself. */
    public Exchange exchange() {
        return exchange;
    }
}
