package io.dimmer.measure.loop;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.AssignmentReason.Evidence;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Fault;
import io.dimmer.exchange.Outcome;
import io.dimmer.judge.Fact;
import io.dimmer.judge.Thresholds;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop writes down of one service as evidence: which requests, which event types each resolves, and when
 * ({@code statistics.md} §3.0 and §3.1). Each type is resolved once. Confined to the loop, but for the counter.
 */
public final class ServiceRecorder {
    private static final int ALL_TYPES = 0xFFF;
    private static final int AT_END = Fact.ERROR | Fact.CLIENT_ERROR;
    private static final int CLIENT_ERROR_CLASS = 4;
    private static final int SERVER_ERROR_CLASS = 5;

    private final Counters refused = new Counters(1);
    private final Counters refusedRuns = new Counters(1);
    private final Endings unversionedRuns = new Endings();
    private final FirstUsers firstUsers = new FirstUsers();
    private final FactBuffer facts;
    private volatile Roster.Service service;
    private volatile Set<Outcome> errors;
    private @Nullable Thresholds thresholds;
    private long soonestNanos = Long.MAX_VALUE;

    ServiceRecorder(Roster.Service service, int mostFacts) {
        this.facts = new FactBuffer(mostFacts);
        this.service = service;
        this.errors = errors(service);
    }

    /** The same service after a change of the roster. */
    void adopt(Roster.Service changed) {
        this.service = changed;
        this.errors = errors(changed);
    }

    private static Set<Outcome> errors(Roster.Service service) {
        Set<Outcome> errors = EnumSet.noneOf(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (service.errors().contains(outcome.word())) {
                errors.add(outcome);
            }
        }
        return errors;
    }

    /** Strangers who tried to force a version. */
    public Counters refused() {
        return refused;
    }

    void forceRefused() {
        refused.increment(0);
    }

    /** Strangers who called a request a load test. */
    public Counters refusedRuns() {
        return refusedRuns;
    }

    void runRefused() {
        refusedRuns.increment(0);
    }

    /** How requests of load tests ended that no version got. */
    public Endings unversionedRuns() {
        return unversionedRuns;
    }

    /** Whether the service counts this ending as an error. */
    boolean isError(Outcome outcome) {
        return errors.contains(outcome);
    }

    /** Whether this answer is neither an error nor a 4xx. */
    boolean isGood(int status) {
        return status / 100 != CLIENT_ERROR_CLASS && !isFailure(status);
    }

    private boolean isFailure(int status) {
        return status / 100 == SERVER_ERROR_CLASS && isError(Outcome.UPSTREAM_ERROR);
    }

    /** True for a request that was drawn by lot and may be compared. */
    static boolean isDrawn(Exchange exchange) {
        return evidenceOf(exchange) == Evidence.FULL;
    }

    private static Evidence evidenceOf(Exchange exchange) {
        AssignmentReason reason = exchange.reason();
        return reason == null || exchange.isRun() ? Evidence.NONE : reason.evidence();
    }

    void started(Exchange exchange) {
        if (exchange.reason() == AssignmentReason.HASH && !exchange.isRun()) {
            firstUsers.started(exchange);
        }
    }

    /**
     * The head of the answer came: every slow type is known, after a failure only those that it crossed, for a fast
     * failure would make a version look fast. A 4xx is an answer like any other here: if only the slow ones counted,
     * a version that answers 404 to everybody would seem to have nothing but slow answers, and be drained for it.
     */
    void answered(Exchange exchange) {
        Thresholds now = thresholds;
        if (now != null) {
            int slower = now.slower(isCanary(exchange), exchange.headNanos() - exchange.judgedFromNanos());
            resolve(exchange, isFailure(exchange.answerStatus()) ? slower : now.mask(), slower);
        }
    }

    /** The first attempt ended: errors are known; without a head also what it crossed until now. */
    void attemptEnded(Exchange exchange, Outcome how, long nowNanos) {
        Thresholds now = thresholds;
        if (now == null) {
            return;
        }
        boolean judged = how.fault() == Fault.UPSTREAM || how.fault() == Fault.NONE;
        long age = nowNanos - exchange.judgedFromNanos();
        int slower = 0;
        if (exchange.headNanos() == 0) {
            slower = judged ? now.slower(isCanary(exchange), age) : now.crossed(age);
        }
        int failed = isError(how) ? Fact.ERROR : 0;
        int refusedIt =
                how == Outcome.ANSWERED && exchange.answerStatus() / 100 == CLIENT_ERROR_CLASS ? Fact.CLIENT_ERROR : 0;
        resolve(exchange, judged ? slower | AT_END : slower, slower | failed | refusedIt);
    }

    /** No head yet at this age: both arms resolve what they have crossed, at the same age. */
    void aged(Exchange exchange, long nowNanos) {
        Thresholds now = thresholds;
        if (now != null) {
            int crossed = now.crossed(nowNanos - exchange.judgedFromNanos());
            resolve(exchange, crossed, crossed);
        }
    }

    private void resolve(Exchange exchange, int types, int events) {
        int known = exchange.resolved();
        int resolved = types & ~known;
        Evidence evidence = evidenceOf(exchange);
        if (resolved == 0 || evidence == Evidence.NONE) {
            return;
        }
        exchange.resolved(known | resolved);
        boolean keyed = exchange.keySource() != Exchange.NONE;
        long stamp = Fact.stamp(exchange.version(), exchange.splitNumber(), keyed, evidence == Evidence.LIMITS_ONLY);
        facts.add(exchange.keyHash(), Fact.pack(stamp, resolved, events));
    }

    private boolean isCanary(Exchange exchange) {
        return exchange.version() != service.stable();
    }

    /** A request younger than this can have crossed nothing. */
    long soonestNanos() {
        return soonestNanos;
    }

    /** What came since the last time, null when nobody judges. */
    @Nullable LoopEvidence take() {
        Thresholds applied = thresholds;
        return applied == null ? null : new LoopEvidence(facts.take(), applied);
    }

    /**
     * What "slow" means from now on.
     *
     * @return true when it is another meaning than before, so that running requests tell nothing any more
     */
    boolean apply(@Nullable Thresholds next) {
        if (thresholds == next) {
            return false;
        }
        thresholds = next;
        soonestNanos = Long.MAX_VALUE;
        for (int type = 0; next != null && type < Fact.LIMIT + Fact.LIMIT_TYPES; type++) {
            soonestNanos = next.has(type) ? Math.min(soonestNanos, next.nanos(type, true)) : soonestNanos;
        }
        return true;
    }

    /** The request tells nothing any more. */
    static void silence(Exchange exchange) {
        exchange.resolved(ALL_TYPES);
    }

    FirstUsers.@Nullable Seen firstUsers() {
        return firstUsers.copy();
    }
}
