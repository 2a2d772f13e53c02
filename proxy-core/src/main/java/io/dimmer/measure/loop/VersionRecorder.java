package io.dimmer.measure.loop;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import io.dimmer.measure.sketch.Latencies;
import io.dimmer.measure.sketch.LatencyBatch;
import io.dimmer.measure.sketch.Users;
import org.jspecify.annotations.Nullable;

/** What one event loop counts of one version. The loop writes; counters are for any thread, the rest for the loop. */
public final class VersionRecorder {
    /** Index in {@link #totals()}: requests that ended. */
    public static final int REQUESTS = 0;

    /** Index in {@link #totals()}: of these, errors. */
    public static final int ERRORS = 1;

    /** Index in {@link #totals()}: of these, 4xx answers of the version. */
    public static final int CLIENT_ERRORS = 2;

    /** Index in {@link #totals()}: assignments that nobody forced, load tests left out. */
    public static final int UNFORCED = 3;

    /** Index in {@link #totals()}: requests that run now. */
    public static final int ACTIVE = 4;

    /** Index in {@link #totals()}: of these, long-lived ones. */
    public static final int STREAMS = 5;

    /** How many totals there are. */
    public static final int TOTALS = 6;

    private final int number;
    private final Latencies latencies;
    private final Counted<AssignmentReason> assignments = new Counted<>(AssignmentReason.class, 1);
    private final Counted<Outcome> attempts = new Counted<>(Outcome.class, 1);
    private final Counters totals = new Counters(TOTALS);
    private final Buckets responses = new Buckets();
    private final Endings runs = new Endings();

    private @Nullable LatencyBatch drawn;
    private @Nullable LatencyBatch others;
    private Users users = new Users();
    private boolean fresh;

    VersionRecorder(int number, Latencies latencies) {
        this.number = number;
        this.latencies = latencies;
    }

    void assigned(AssignmentReason reason, boolean run) {
        totals.increment(ACTIVE);
        if (run) {
            return;
        }
        assignments.increment(reason, 0);
        if (reason != AssignmentReason.FORCED) {
            totals.increment(UNFORCED);
        }
    }

    /**
     * The head of the answer arrived.
     *
     * @param good no error and no 4xx, and drawn by lot
     */
    void answered(Exchange exchange, boolean good) {
        long nanos = exchange.headNanos() - exchange.judgedFromNanos();
        if (exchange.isStream()) {
            totals.increment(STREAMS);
        }
        if (!exchange.isRun()) {
            responses.record(nanos);
        }
        record(exchange, nanos, good);
    }

    /** The first attempt ended. */
    void attemptEnded(Exchange exchange, Outcome how, long nowNanos) {
        if (!exchange.isRun()) {
            attempts.increment(how, 0);
        }
        if (exchange.headNanos() == 0 && how.fault() == Fault.UPSTREAM) {
            record(exchange, nowNanos - exchange.judgedFromNanos(), false);
        }
    }

    private void record(Exchange exchange, long nanos, boolean good) {
        if (exchange.isRun()) {
            return;
        }
        fresh = true;
        if (good) {
            drawn = drawn == null ? new LatencyBatch(latencies) : drawn;
            drawn.record(nanos);
        } else {
            others = others == null ? new LatencyBatch(latencies) : others;
            others.record(nanos);
        }
    }

    void ended(Exchange exchange, boolean error) {
        totals.add(ACTIVE, -1);
        if (exchange.isStream()) {
            totals.add(STREAMS, -1);
        }
        if (exchange.isRun()) {
            return;
        }
        fresh = true;
        totals.increment(REQUESTS);
        if (error) {
            totals.increment(ERRORS);
        } else if (exchange.answerStatus() / 100 == 4) {
            totals.increment(CLIENT_ERRORS);
        }
        if (exchange.keySource() != Exchange.NONE) {
            users.add(exchange.keyHash());
        }
    }

    /** Hands over what came since the last time, null for nothing. */
    @Nullable Sample take() {
        if (!fresh) {
            return null;
        }
        Sample sample = new Sample(number, drawn, others, users);
        drawn = null;
        others = null;
        users = new Users();
        fresh = false;
        return sample;
    }

    /** By {@link AssignmentReason}. */
    public Counted<AssignmentReason> assignments() {
        return assignments;
    }

    /** By {@link Outcome}. */
    public Counted<Outcome> attempts() {
        return attempts;
    }

    /** Everything that the last minute is made of, and what runs now. */
    public Counters totals() {
        return totals;
    }

    /** How requests of load tests ended. */
    public Endings runs() {
        return runs;
    }

    /** Connection asked for to head of the answer. */
    public Buckets responses() {
        return responses;
    }
}
