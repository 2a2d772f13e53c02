package io.dimmer.measure.loop;

import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.Outcome;
import io.dimmer.judge.Thresholds;
import io.dimmer.measure.run.LoopRuns;
import io.dimmer.measure.run.RunSample;
import io.dimmer.measure.sketch.Latencies;
import io.dimmer.time.ElapsedTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens on one event loop and writes it down: counters, latencies, facts. No locks, nothing shared; the
 * loop hands over what it has by a task of its own.
 *
 * <p>Listener methods and {@link #take} are called on the loop, {@link #adopt} on the control thread before a snapshot
 * that holds the numbers is published, {@link #tables} anywhere. An exchange with numbers that are not in the roster is
 * not counted: that is a bug of whoever published the snapshot too early, or a request of a version that has gone.
 */
public final class LoopRecorder implements ExchangeListener {
    private final ElapsedTime elapsed;
    private final Latencies latencies;
    private final int mostFacts;
    private final Running running = new Running();
    private final LoopRuns runs;
    private volatile Tables tables = Tables.empty();

    /**
     * Begins with an empty roster.
     *
     * @param mostFacts of one service between two hand-overs
     */
    public LoopRecorder(ElapsedTime elapsed, Latencies latencies, int mostFacts) {
        this.elapsed = elapsed;
        this.latencies = latencies;
        this.mostFacts = mostFacts;
        this.runs = new LoopRuns(latencies::take);
    }

    /** Takes over who there is to measure; who stays keeps the counts. */
    public void adopt(Roster roster) {
        tables = tables.adopt(roster, latencies, mostFacts);
    }

    /** Where the counts are. */
    public Tables tables() {
        return tables;
    }

    @Override
    public void assigned(Exchange exchange) {
        Tables now = tables;
        VersionRecorder version = now.version(exchange.version());
        AssignmentReason reason = exchange.reason();
        if (version == null || reason == null) {
            return;
        }
        version.assigned(reason, exchange.isRun());
        running.add(exchange);
        ServiceRecorder service = now.serviceOf(exchange.version());
        if (service != null) {
            service.started(exchange);
        }
    }

    @Override
    public void answered(Exchange exchange) {
        Tables now = tables;
        VersionRecorder version = now.version(exchange.version());
        if (version == null) {
            return;
        }
        ServiceRecorder service = now.serviceOf(exchange.version());
        boolean good = service != null && service.isGood(exchange.answerStatus());
        version.answered(exchange, good && ServiceRecorder.isDrawn(exchange));
        if (service != null) {
            service.answered(exchange);
        }
    }

    @Override
    public void attemptEnded(Exchange exchange) {
        Tables now = tables;
        VersionRecorder version = now.version(exchange.version());
        Outcome how = exchange.attemptOutcome();
        if (version == null || how == null) {
            return;
        }
        // Asked only where it is looked at: reading the clock costs as much as all the counting.
        long nanos = exchange.headNanos() == 0 ? elapsed.nanos() : exchange.headNanos();
        version.attemptEnded(exchange, how, nanos);
        ServiceRecorder service = now.serviceOf(exchange.version());
        if (service != null) {
            service.attemptEnded(exchange, how, nanos);
        }
    }

    @Override
    public void ended(Exchange exchange) {
        Tables now = tables;
        Outcome outcome = exchange.outcome();
        if (outcome == null) {
            return;
        }
        String run = exchange.run();
        Endings endings = run == null ? now.endings(exchange.route(), exchange.version()) : now.runs(exchange);
        if (endings != null) {
            endings.record(outcome, exchange.status(), exchange.endNanos() - exchange.startNanos());
        }
        if (run != null) {
            runs.ended(exchange, run, outcome);
        }
        if (running.holds(exchange)) {
            running.remove(exchange);
            endedOn(now, exchange, outcome);
        }
    }

    private static void endedOn(Tables now, Exchange exchange, Outcome outcome) {
        VersionRecorder version = now.version(exchange.version());
        if (version != null) {
            ServiceRecorder service = now.serviceOf(exchange.version());
            version.ended(exchange, service != null && service.isError(outcome));
        }
    }

    @Override
    public void forceRefused(int service) {
        ServiceRecorder found = tables.service(service);
        if (found != null) {
            found.forceRefused();
        }
    }

    @Override
    public void runRefused(int service) {
        ServiceRecorder found = tables.service(service);
        if (found != null) {
            found.runRefused();
        }
    }

    /**
     * Hands over what came since the last time, with what running requests resolve by their age; then applies new
     * thresholds.
     *
     * @param thresholds by number of the service, null where nobody judges
     * @param withFirstUsers of which services to add who came first in each slot
     */
    public LoopHandover take(IntFunction<@Nullable Thresholds> thresholds, IntPredicate withFirstUsers) {
        Tables now = tables;
        age(now);
        @Nullable ServiceRecorder[] services = now.services();
        LoopHandover handover = new LoopHandover(services.length, runs.take());
        for (int number = 0; number < services.length; number++) {
            ServiceRecorder service = services[number];
            if (service != null) {
                handover.put(number, service.take(), withFirstUsers.test(number) ? service.firstUsers() : null);
                if (service.apply(thresholds.apply(number))) {
                    silence(now, service);
                }
            }
        }
        for (VersionRecorder version : now.versions()) {
            Sample sample = version == null ? null : version.take();
            if (sample != null) {
                handover.add(sample);
            }
        }
        return handover;
    }

    /** In order of arrival, so the first that is too young ends the walk. */
    private void age(Tables now) {
        long nanos = elapsed.nanos();
        long soonest = Long.MAX_VALUE;
        for (ServiceRecorder service : now.services()) {
            soonest = service == null ? soonest : Math.min(soonest, service.soonestNanos());
        }
        for (Exchange e = running.first(); e != null && nanos - e.judgedFromNanos() > soonest; e = e.after()) {
            ServiceRecorder service = now.version(e.version()) == null ? null : now.serviceOf(e.version());
            if (service != null && e.headNanos() == 0 && e.attemptOutcome() == null) {
                service.aged(e, nanos);
            }
        }
    }

    private void silence(Tables now, ServiceRecorder service) {
        for (Exchange e = running.first(); e != null; e = e.after()) {
            if (now.version(e.version()) != null && now.serviceOf(e.version()) == service) {
                ServiceRecorder.silence(e);
            }
        }
    }

    /** What one loop handed over. It belongs to whoever holds it. */
    public static final class LoopHandover {
        private final @Nullable LoopEvidence[] evidence;
        private final FirstUsers.@Nullable Seen[] firstUsers;
        private final List<Sample> samples = new ArrayList<>();
        private final List<RunSample> runs;

        private LoopHandover(int services, List<RunSample> runs) {
            this.runs = runs;
            this.evidence = new LoopEvidence[services];
            this.firstUsers = new FirstUsers.Seen[services];
        }

        private void put(int service, @Nullable LoopEvidence facts, FirstUsers.@Nullable Seen seen) {
            evidence[service] = facts;
            firstUsers[service] = seen;
        }

        private void add(Sample sample) {
            samples.add(sample);
        }

        /** The facts of a service, null when nobody judges it. */
        public @Nullable LoopEvidence evidence(int service) {
            return service < evidence.length ? evidence[service] : null;
        }

        /** Who came first in each slot, null when that was not asked or nobody came. */
        public FirstUsers.@Nullable Seen firstUsers(int service) {
            return service < firstUsers.length ? firstUsers[service] : null;
        }

        /** One for each load test and version. */
        public List<RunSample> runs() {
            return runs;
        }

        /** One for each version that something happened to. */
        public List<Sample> samples() {
            return samples;
        }
    }
}
