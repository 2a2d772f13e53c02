package io.dimmer.server.takeover;

import io.dimmer.journal.StateStore;
import io.dimmer.journal.StoredState;
import java.io.IOException;
import java.util.Optional;

/**
 * A state store that can be given to another process, and taken back. While another one has it nothing is written: what
 * this process decides then is its own, and the other one's state is the one that lasts. Any thread.
 */
public final class LentStore implements StateStore {
    private final Opener opener;
    private StateStore store;
    private boolean given;

    /** Opens the store, with its lock. */
    @FunctionalInterface
    public interface Opener {
        /** Opens it. */
        StateStore open() throws IOException;
    }

    private LentStore(Opener opener, StateStore store) {
        this.opener = opener;
        this.store = store;
    }

    /** Opens it. */
    public static LentStore open(Opener opener) throws IOException {
        return new LentStore(opener, opener.open());
    }

    /** Lets go of it, lock included. */
    public synchronized void give() throws IOException {
        given = true;
        store.close();
    }

    /** Has it again. Blocks a moment, perhaps. */
    public synchronized void takeBack() throws IOException {
        if (given) {
            Again.untilItWorks(() -> store = opener.open());
            given = false;
        }
    }

    @Override
    public synchronized Optional<StoredState> read() throws IOException {
        return store.read();
    }

    @Override
    public synchronized void write(StoredState state) throws IOException {
        if (!given) {
            store.write(state);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!given) {
            store.close();
        }
    }
}
