package io.dimmer.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Where the state that outlives a restart is kept. Used by the control thread alone; both calls may block. */
public interface StateStore extends Closeable {
    /**
     * What was written last.
     *
     * @return empty when nothing ever was
     * @throws IOException when it cannot be read or understood; the message names the place
     */
    Optional<StoredState> read() throws IOException;

    /**
     * Replaces the state as a whole; when it returns, the new state survives the death of process and machine.
     *
     * @throws IOException when it cannot be written; the old state is still there then
     */
    void write(StoredState state) throws IOException;

    /** A store that forgets: for {@code state.dir: none}. */
    static StateStore none() {
        return new StateStore() {
            @Override
            public Optional<StoredState> read() {
                return Optional.empty();
            }

            @Override
            public void write(StoredState state) {}

            @Override
            public void close() {}
        };
    }
}
