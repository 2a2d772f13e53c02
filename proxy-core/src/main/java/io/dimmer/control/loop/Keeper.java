package io.dimmer.control.loop;

import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Storing;
import io.dimmer.exchange.VersionState;
import io.dimmer.journal.StateStore;
import io.dimmer.journal.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what must survive a restart, and remembers it: what left the file may come back, and must not come back awake.
 * Confined to the control thread.
 */
final class Keeper {
    private final StateStore store;
    private Map<String, StoredState.Service> before;

    private Keeper(StateStore store, Map<String, StoredState.Service> before) {
        this.store = store;
        this.before = before;
    }

    /**
     * Reads what was kept.
     *
     * @throws IOException when there is something that cannot be read
     */
    static Keeper open(StateStore store) throws IOException {
        return new Keeper(store, store.read().map(StoredState::services).orElse(Map.of()));
    }

    /** What was kept of it last, the versions included that left the file while they were not ready. */
    StoredState.@Nullable Service before(String service) {
        return before.get(service);
    }

    /** What was kept last, by service; it does not change any more. */
    Map<String, StoredState.Service> all() {
        return before;
    }

    /**
     * Keeps everything, services that left the file included.
     *
     * @param states what is to be kept of each service, present or next
     */
    void write(Collection<LiveService> services, Function<LiveService, ServiceState> states) throws IOException {
        Map<String, StoredState.Service> all = new HashMap<>(before);
        for (LiveService service : services) {
            StoredState.Service kept = Storing.service(
                    states.apply(service),
                    version -> service.guard().trial(version).map(KeptTrials::stored));
            all.merge(service.name().text(), kept, Keeper::withThoseThatLeft);
        }
        store.write(new StoredState(StoredState.FORMAT, all));
        before = all;
    }

    /** Nobody but a person wakes a version: one that is drained stays so while it is not in the file. */
    private static StoredState.Service withThoseThatLeft(StoredState.Service old, StoredState.Service now) {
        Map<String, StoredState.Version> versions = new HashMap<>(old.versions());
        versions.values().removeIf(version -> version.state().equals(VersionState.READY.word()));
        versions.putAll(now.versions());
        return new StoredState.Service(now.revision(), now.splitNumber(), now.killSwitch(), versions);
    }
}
