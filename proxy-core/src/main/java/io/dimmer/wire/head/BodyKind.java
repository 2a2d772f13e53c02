package io.dimmer.wire.head;

/** How the end of a message's body is told (RFC 9112 §6.3). */
public enum BodyKind {
    /** There is none; also when its announced length is 0. */
    NONE,
    /** A number of bytes, 1 and more. */
    LENGTH,
    /** Chunks, the last of which is empty. */
    CHUNKED,
    /** Everything until the connection closes; answers only. */
    UNTIL_CLOSE
}
