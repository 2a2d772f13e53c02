package io.dimmer.control;

import io.dimmer.config.SpecDiff;
import java.time.Instant;
import java.util.List;

/**
 * What became of reading the configuration file.
 *
 * @param at when
 * @param by who asked for it, {@code dimmer} when the file changed
 * @param problems a line each, the count last; empty when the file is in force
 * @param changed the keys that say something else than before
 * @param waiting the keys that are different in the file and need a restart
 */
public record Reloaded(
        Instant at, String by, List<String> problems, List<SpecDiff.Change> changed, List<SpecDiff.Change> waiting) {
    public Reloaded {
        problems = List.copyOf(problems);
        changed = List.copyOf(changed);
        waiting = List.copyOf(waiting);
    }

    /** True when the file is in force, as far as that needs no restart. */
    public boolean successful() {
        return problems.isEmpty();
    }
}
