package io.dimmer.upstream;

import io.dimmer.exchange.Outcome;

/** What can be ended from outside while it runs on an upstream. */
@FunctionalInterface
public interface Cuttable {
    /** Ends it now, on its event loop. */
    void cut(Outcome why);
}
