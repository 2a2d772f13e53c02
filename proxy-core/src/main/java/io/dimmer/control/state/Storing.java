package io.dimmer.control.state;

import io.dimmer.config.value.VersionName;
import io.dimmer.journal.StoredState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is kept of a service across a restart. */
public final class Storing {
    private Storing() {}

    /**
     * One service.
     *
     * @param trials what is kept of a version's trial
     */
    public static StoredState.Service service(
            ServiceState state, Function<VersionName, Optional<StoredState.Trial>> trials) {
        Map<String, StoredState.Version> versions = new HashMap<>();
        for (Standing standing : state.standings()) {
            versions.put(
                    standing.name().text(),
                    FileMerge.stored(standing, trials.apply(standing.name()).orElse(null)));
        }
        return new StoredState.Service(
                state.revision(),
                state.splitNumber(),
                state.killSwitch().map(FileMerge::stored).orElse(null),
                versions);
    }
}
