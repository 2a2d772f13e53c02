package io.dimmer.forward;

import io.dimmer.exchange.Outcome;

/** Who made an {@link Attempt}; called on its event loop. */
public interface AttemptOwner {
    /** The final head of the answer arrived; it has not been sent on yet. */
    void answered();

    /**
     * The answer ended in order and has been sent on. The attempt is over.
     *
     * @param stays true when the client was told that its connection stays open
     */
    void completed(Outcome outcome, boolean stays);

    /** It went wrong. The attempt still holds what it holds until {@link Attempt#cancel}. */
    void failed(Outcome outcome);

    /** A bug of ours. */
    void crashed(Throwable cause);
}
