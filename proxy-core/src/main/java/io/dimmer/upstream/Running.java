package io.dimmer.upstream;

import org.jspecify.annotations.Nullable;

/**
 * An exchange's place in the list of what runs on an upstream; kept by its owner and used again and again. Confined to
 * its event loop.
 */
public final class Running {
    private final Cuttable owner;

    @Nullable LocalUpstream place;

    @Nullable Running before;

    @Nullable Running after;

    /** How often it has left: tells one exchange of its owner from the next. */
    private int times;

    /** For one owner. */
    public Running(Cuttable owner) {
        this.owner = owner;
    }

    /** It runs on the upstream no longer; nothing happens when it did not. */
    public void leave() {
        LocalUpstream mine = place;
        if (mine != null) {
            times++;
            mine.remove(this);
        }
    }

    int times() {
        return times;
    }

    Cuttable owner() {
        return owner;
    }
}
