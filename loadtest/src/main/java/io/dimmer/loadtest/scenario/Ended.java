package io.dimmer.loadtest.scenario;

import java.util.List;

/**
 * How a scenario ended.
 *
 * @param scenario its name
 * @param twin whether it was played as its twin, in which the fault is the other way round
 */
public record Ended(String scenario, boolean twin, List<Check> checks) {
    public Ended {
        checks = List.copyOf(checks);
    }

    /** Whether everything came as expected. */
    public boolean asExpected() {
        return checks.stream().allMatch(Check::kept);
    }
}
