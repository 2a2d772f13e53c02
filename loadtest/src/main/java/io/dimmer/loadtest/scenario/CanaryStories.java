package io.dimmer.loadtest.scenario;

import io.dimmer.loadtest.demo.proxy.CanaryView;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stories about the version on trial. */
final class CanaryStories {
    private static final int WEIGHT = 25;
    private static final double SHARE = 0.2;
    private static final double QUIET = 4;
    private static final double SURVIVES = 10;
    private static final double LONGEST_DECISION = 60;
    private static final double AFTERMATH = 3;

    private CanaryStories() {}

    static List<Check> steady(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        Sightings sightings = begin(house);
        if (twin) {
            house.blue().behave(House.healthy().with(Fault.ERRORS, 0.02));
        }
        try (OpenLoopGenerator users = house.users(sightings)) {
            CanaryView canary = house.lookUntil(seen -> false, SURVIVES);
            end(users);
            if (twin) {
                return List.of(Check.that("failed requests are seen", sightings.failures("blue") > 0, seen(sightings)));
            }
            double share = (double) sightings.requests("canary") / sightings.requests();
            // Five standard deviations of the number of users that the hash gives it.
            double chance = 5 * Math.sqrt(SHARE * (1 - SHARE) / House.USERS);
            return List.of(
                    nobodyFails(sightings),
                    Check.that("everybody keeps a version", sightings.moves().isEmpty(), sightings.moves()),
                    Check.that("the canary gets its share of 20 %", Math.abs(share - SHARE) < chance, share),
                    stays(canary));
        }
    }

    static List<Check> good(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        Sightings sightings = begin(house);
        try (OpenLoopGenerator users = house.users(sightings)) {
            house.pause(QUIET);
            if (twin) {
                house.canary().behave(House.healthy().with(Fault.ERRORS));
            }
            for (int percent : List.of(30, 40, 50)) {
                house.admin().weights("{\"canary\": \"" + percent + "%\"}");
                house.pause(QUIET);
            }
            CanaryView canary = house.lookUntil(seen -> twin && seen.drainedByGuard(), twin ? LONGEST_DECISION : 1);
            end(users);
            if (twin) {
                return List.of(
                        drained(canary),
                        stableNeverFails(sightings),
                        Check.that("it has no users", canary.effectiveShare() == 0, canary.effectiveShare()));
            }
            return List.of(
                    nobodyFails(sightings),
                    Check.that(
                            "users move to the canary only",
                            sightings.moves().keySet().equals(Set.of("blue to canary")),
                            sightings.moves()),
                    Check.that(
                            "it has half of the users",
                            Math.abs(canary.effectiveShare() - 0.5) < 1e-3,
                            canary.effectiveShare()),
                    stays(canary));
        }
    }

    static List<Check> slow(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        return turning(house, Fault.SLOW, twin);
    }

    static List<Check> failing(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        return turning(house, Fault.ERRORS, twin);
    }

    static List<Check> death(House house, boolean twin) throws DemoRefusal, IOException, InterruptedException {
        return turning(house, Fault.DEAD, twin);
    }

    /** All is well, then the canary meets a fault, or does not. */
    private static List<Check> turning(House house, Fault fault, boolean twin)
            throws DemoRefusal, IOException, InterruptedException {
        Sightings sightings = begin(house);
        try (OpenLoopGenerator users = house.users(sightings)) {
            house.pause(QUIET);
            List<Check> checks = new ArrayList<>();
            checks.add(Check.that("nobody fails while all is well", sightings.failures() == 0, seen(sightings)));
            if (twin) {
                CanaryView canary = house.lookUntil(CanaryView::drainedByGuard, SURVIVES);
                end(users);
                checks.add(stays(canary));
                checks.add(nobodyFails(sightings));
                return checks;
            }
            house.canary().behave(House.healthy().with(fault));
            CanaryView canary = house.lookUntil(CanaryView::drainedByGuard, LONGEST_DECISION);
            checks.add(drained(canary));
            checks.add(stableNeverFails(sightings));
            if (fault == Fault.SLOW) {
                checks.add(nobodyFails(sightings));
            }
            house.lookUntil(seen -> seen.inFlight() == 0, AFTERMATH);
            sightings.phase(users.progress().elapsedNanos());
            house.pause(AFTERMATH);
            end(users);
            checks.add(Check.that("nobody fails afterwards", sightings.failures() == 0, seen(sightings)));
            checks.add(Check.that(
                    "nobody gets the canary afterwards", sightings.requests("canary") == 0, seen(sightings)));
            return checks;
        }
    }

    private static Sightings begin(House house) throws DemoRefusal, IOException, InterruptedException {
        house.configure(WEIGHT, "");
        house.startProxy();
        return new Sightings();
    }

    private static void end(OpenLoopGenerator users) {
        users.stop();
        users.finished().join();
    }

    private static Check nobodyFails(Sightings sightings) {
        return Check.that("nobody fails", sightings.failures() == 0, seen(sightings));
    }

    private static Check stableNeverFails(Sightings sightings) {
        return Check.that("stable never fails", sightings.failures("blue") == 0, seen(sightings));
    }

    private static Check drained(CanaryView canary) {
        return Check.that("the guard drains the canary", canary.drainedByGuard(), canary.sentence());
    }

    private static Check stays(CanaryView canary) {
        return Check.that("the canary stays", canary.state().equals("ready"), canary.state());
    }

    static String seen(Sightings sightings) {
        return sightings.requests() + " requests, " + sightings.failures() + " failed " + sightings.endings();
    }
}
