package io.dimmer.wire.head;

/** How far a parser came. */
public enum ParseStatus {
    /** The head has not arrived in full; nothing is wrong with it so far. */
    INCOMPLETE,
    /** The head is there and is understood. */
    COMPLETE,
    /** It will never be a head that we pass on; the connection cannot go on either. */
    REFUSED
}
