package io.dimmer.control.loop;

import io.dimmer.control.state.ServiceState;
import io.dimmer.control.state.Storing;
import io.dimmer.journal.StateStore;
import io.dimmer.journal.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what must survive a restart. Confined to the control thread. */
final class Keeper {
    private final StateStore store;
    private final Map<String, StoredState.Service> before;

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

    StoredState.@Nullable Service before(String service) {
        return before.get(service);
    }

    /**
     * Keeps everything, services that left the file included: they may come back.
     *
     * @param states what is to be kept of each service, present or next
     */
    void write(Collection<LiveService> services, Function<LiveService, ServiceState> states) throws IOException {
        Map<String, StoredState.Service> all = new HashMap<>(before);
        for (LiveService service : services) {
            StoredState.Service kept = Storing.service(
                    states.apply(service),
                    version -> service.guard().trial(version).map(KeptTrials::stored));
            all.put(service.name().text(), kept);
        }
        store.write(new StoredState(StoredState.FORMAT, all));
    }
}
