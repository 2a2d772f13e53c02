package io.dimmer.loadtest.demo;

import io.dimmer.loadtest.demo.proxy.CanaryView;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.proxy.ProxyProcess;
import io.dimmer.loadtest.demo.story.Story;
import io.dimmer.loadtest.demo.story.Summary;
import io.dimmer.loadtest.demo.story.Tally;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.request.Users;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The acts: all is well, the canary turns bad, the guard decides, life goes on. It sees nothing but answers and the admin
 * port. One thread.
 */
final class Play {
    static final int USERS = 5_000;

    private static final double REPORT_AT = 5;
    private static final double BAD_AT = 6;
    private static final double HEALTHY_END = 15;
    private static final double AFTERMATH = 5;
    private static final double LONGEST_DECISION = 60;
    private static final long LOOK_MILLIS = 50;
    private static final List<Double> EVIDENCE_STEPS = List.of(0.2, 0.5, 0.8);

    private final DemoOptions options;
    private final Stage stage;
    private final Upstreams upstreams;
    private final ProxyProcess proxy;
    private final Story story;
    private final Tally tally = new Tally(USERS);
    private final EdgeTraffic edge;
    private final OpenLoopGenerator traffic;
    private CanaryView canary = CanaryView.UNKNOWN;
    private double worstEvidence;
    private long cut;

    Play(DemoOptions options, Stage stage, Upstreams upstreams, ProxyProcess proxy, Story story) {
        this.options = options;
        this.stage = stage;
        this.upstreams = upstreams;
        this.proxy = proxy;
        this.story = story;
        this.edge = new EdgeTraffic(stage.edgePort());
        edge.rehearse();
        this.traffic = stage.stands(edge.endless(Users.uniform(USERS, options.seed()), options.rate(), tally));
    }

    /** Plays to the end; the proxy and the traffic go on. */
    Summary play() throws DemoRefusal, IOException, InterruptedException {
        story.begins();
        lookUntil(REPORT_AT);
        story.healthy(seconds(), tally, canary.evidence());
        if (options.fault() == Fault.NONE) {
            lookUntil(HEALTHY_END);
            story.healthy(seconds(), tally, canary.evidence());
            return summary(Optional.empty());
        }
        lookUntil(BAD_AT);
        requireHealthy();
        tally.mark(traffic.progress().elapsedNanos());
        upstreams.turn(options.fault());
        double badSince = seconds();
        story.turnsBad(badSince, Upstreams.SLOWNESS);
        if (!watchUntilDecided(badSince)) {
            return summary(Optional.empty());
        }
        double took = seconds() - badSince;
        long canaryRequests = tally.sinceMark("canary").requests();
        if (canary.drainedByGuard()) {
            afterDrain();
            canaryRequests = tally.sinceMark("canary").requests();
        } else {
            afterHold();
        }
        return summary(Optional.of(new Summary.Decision(canaryRequests, took)));
    }

    /** Goes on until somebody stops it, and tells what people do to the canary. */
    void stay() throws DemoRefusal, IOException, InterruptedException {
        story.stays(canary.drainedByGuard());
        if (canary.drainedByGuard()) {
            upstreams.turn(Fault.NONE);
        }
        while (true) {
            String before = canary.state();
            look();
            if (!before.equals(canary.state())) {
                story.stateChanged(seconds(), canary);
            }
        }
    }

    private boolean watchUntilDecided(double badSince) throws DemoRefusal, InterruptedException {
        int step = 0;
        while (seconds() - badSince < LONGEST_DECISION) {
            look();
            if (canary.drainedByGuard()) {
                story.drained(seconds(), canary.sentence());
                return true;
            }
            if (options.fault() == Fault.NOTFOUND && canary.held()) {
                story.held(seconds(), canary.sentence());
                return true;
            }
            int reached = (int) EVIDENCE_STEPS.stream()
                    .filter(least -> canary.evidence() >= least)
                    .count();
            if (reached > step) {
                step = reached;
                story.evidence(seconds(), canary.evidence(), tally);
            }
        }
        return false;
    }

    private void afterDrain() throws DemoRefusal, InterruptedException {
        double decided = seconds();
        while (canary.inFlight() > 0 && seconds() - decided < LONGEST_DECISION) {
            look();
        }
        cut = stage.admin().cut();
        story.lastRequest(seconds(), cut);
        long requests = tally.requests();
        long failures = tally.failures();
        try (OpenLoopGenerator rollCall = edge.rollCall(USERS, tally::rollCalled)) {
            while (!rollCall.finished().isDone() || seconds() - decided < AFTERMATH) {
                look();
            }
        }
        story.moved(seconds(), tally);
        story.afterwards(
                seconds(),
                tally.requests() - requests,
                tally.failures() - failures,
                tally.stableEndings().isEmpty());
    }

    private void afterHold() throws DemoRefusal, InterruptedException {
        long requests = tally.requests();
        long failures = tally.failures();
        lookUntil(seconds() + AFTERMATH);
        story.afterwards(
                seconds(),
                tally.requests() - requests,
                tally.failures() - failures,
                tally.stableEndings().isEmpty());
    }

    private void requireHealthy() throws DemoRefusal {
        if (!canary.state().equals("ready")) {
            throw new DemoRefusal(
                    "the canary is " + canary.state() + " before anything was wrong with it: " + canary.sentence());
        }
    }

    private void lookUntil(double second) throws DemoRefusal, InterruptedException {
        while (seconds() < second) {
            look();
        }
    }

    private void look() throws DemoRefusal, InterruptedException {
        stage.pause(LOOK_MILLIS);
        Optional<CanaryView> seen = stage.admin().canary();
        if (seen.isPresent()) {
            canary = seen.get();
            worstEvidence = Math.max(worstEvidence, canary.evidence());
            story.pulse(seconds(), tally, canary);
        } else {
            stage.pause(0);
            proxy.requireAlive();
        }
    }

    private double seconds() {
        return traffic.progress().elapsedNanos() / 1e9;
    }

    private Summary summary(Optional<Summary.Decision> decision) {
        return new Summary(
                tally.requests(),
                tally.failures(),
                tally.stableEndings(),
                decision,
                canary.drainedByGuard(),
                cut,
                worstEvidence,
                options.seed(),
                options.rate(),
                options.fault());
    }
}
