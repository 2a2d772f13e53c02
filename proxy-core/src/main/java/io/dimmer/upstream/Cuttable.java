package io.dimmer.upstream;

import io.dimmer.exchange.Outcome;

/** What can be ended from outside while it runs on an upstream. On its event loop. */
public interface Cuttable {
    /** Ends it now. */
    void cut(Outcome why);

    /** Asks it to leave as its protocol does that, when it is long-lived; others run on. */
    void leave();
}
