package io.dimmer.server.takeover;

import java.io.IOException;
import java.util.List;

/** What a running proxy does while another process takes its place. Called on the thread of {@link HandOver}. */
public interface Owner {
    /**
     * Gives up what only one process may have, the state directory and the admin address, and serves on.
     *
     * @return the addresses on which it listens, as they are written
     * @throws IOException when it cannot; then {@link #takeBack} follows
     */
    List<String> handOver() throws IOException;

    /** The other one did not come up: everything is as it was before. */
    void takeBack();

    /** The other one serves. */
    void leave();
}
