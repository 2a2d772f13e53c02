package io.dimmer.loadtest.scenario;

import io.dimmer.loadtest.demo.proxy.CanaryView;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.proxy.ProxyProcess;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.schedule.RateProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stories about the proxy itself: too many clients, new configurations, slow ones. */
final class EdgeStories {
    private static final int CONNECTIONS = 60;
    private static final int SLOW_CLIENTS = 100;
    private static final Set<String> REFUSALS = Set.of("no_capacity", "shed");
    private static final Set<String> CLOSED_AT_THE_DOOR = Set.of("connection_reset", "connect_failed");
    private static final double PHASE = 3;

    private EdgeStories() {}

    static List<Check> overload(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        house.configure(25, "limits: {connections: " + CONNECTIONS + "}");
        house.startProxy();
        Duration slow = Duration.ofMillis(100);
        house.blue().behave(House.healthy().taking(slow, 0));
        house.canary().behave(House.healthy().taking(slow, 0));
        Sightings crowd = new Sightings();
        // Each answer takes a tenth of a second: a connection carries ten a second.
        int wanted = twin ? CONNECTIONS / 3 : 3 * CONNECTIONS;
        try (OpenLoopGenerator many =
                house.send(RateProfile.constant(wanted * 10.0, Duration.ofSeconds((long) PHASE)), wanted, crowd)) {
            many.finished().join();
        }
        Sightings after = new Sightings();
        house.pause(1);
        try (OpenLoopGenerator few =
                house.send(RateProfile.constant(50, Duration.ofSeconds((long) PHASE)), 20, after)) {
            few.finished().join();
        }
        List<Check> checks = new ArrayList<>();
        long answered = crowd.requests() - crowd.failures();
        if (twin) {
            checks.add(Check.that("everybody is answered", crowd.failures() == 0, CanaryStories.seen(crowd)));
        } else {
            checks.add(Check.that("what is too much is refused", crowd.failures() > 0, CanaryStories.seen(crowd)));
            checks.add(toldSo(crowd));
            checks.add(Check.that("the rest is answered", answered > 0, answered + " answered"));
        }
        checks.add(Check.that("afterwards everybody is answered", after.failures() == 0, CanaryStories.seen(after)));
        return checks;
    }

    /**
     * A refusal closes a connection on which a request may be arriving at that moment; then TCP resets it, and whom that meets
     * does not see the answer. What must not be is waiting in vain, or an error that nobody owns up to.
     */
    private static Check toldSo(Sightings crowd) {
        long told = count(crowd, REFUSALS);
        long closed = count(crowd, CLOSED_AT_THE_DOOR);
        return Check.that(
                "most are told so, nobody waits in vain",
                told > closed && told + closed == crowd.failures(),
                crowd.endings());
    }

    private static long count(Sightings crowd, Set<String> words) {
        return words.stream()
                .mapToLong(word -> crowd.endings().getOrDefault(word, 0L))
                .sum();
    }

    static List<Check> reload(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        house.configure(25, "");
        ProxyProcess proxy = house.startProxy();
        Sightings sightings = new Sightings();
        List<Check> checks = new ArrayList<>();
        try (OpenLoopGenerator users = house.users(sightings)) {
            house.pause(1);
            for (int weight = 30; weight <= 50; weight += 5) {
                double share = weight / (100.0 + weight);
                if (!twin) {
                    house.configure(weight, "");
                    proxy.reload();
                }
                CanaryView canary =
                        house.lookUntil(seen -> Math.abs(seen.effectiveShare() - share) < 1e-3, twin ? 1 : 30);
                boolean there = Math.abs(canary.effectiveShare() - share) < 1e-3;
                checks.add(Check.that(
                        twin ? "the share stays" : "a weight of " + weight + " takes effect",
                        there != twin,
                        canary.effectiveShare()));
                house.pause(1);
            }
            users.stop();
            users.finished().join();
        }
        checks.add(Check.that("nobody fails", sightings.failures() == 0, CanaryStories.seen(sightings)));
        checks.add(Check.that(
                "users move to the canary only",
                sightings.moves().keySet().equals(twin ? Set.of() : Set.of("blue to canary")),
                sightings.moves()));
        return checks;
    }

    static List<Check> slowClients(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        house.configure(25, "limits: {headerTimeout: 1s}");
        house.startProxy();
        Sightings sightings = new Sightings();
        List<Check> checks = new ArrayList<>();
        try (OpenLoopGenerator users = house.users(sightings)) {
            house.pause(PHASE);
            SlowClients.Fate fate = SlowClients.send(house.edge(), SLOW_CLIENTS, !twin);
            users.stop();
            users.finished().join();
            checks.add(Check.that(
                    twin ? "they are answered" : "the proxy gives them up",
                    (twin ? fate.answered() : fate.givenUp()) == SLOW_CLIENTS,
                    fate));
        }
        checks.add(Check.that("nobody else fails", sightings.failures() == 0, CanaryStories.seen(sightings)));
        checks.add(Check.that("others were there", sightings.requests() > House.RATE, sightings.requests()));
        return checks;
    }
}
