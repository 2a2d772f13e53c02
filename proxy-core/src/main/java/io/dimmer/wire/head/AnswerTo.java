package io.dimmer.wire.head;

/** What of the request decides how its answer is framed (RFC 9112 §6.3). */
public enum AnswerTo {
    /** Any request but the following. */
    OTHER,
    /** HEAD: its answer never has a body, whatever its fields say. */
    HEAD,
    /** CONNECT: a 2xx answer turns the connection into a tunnel. */
    CONNECT,
    /** A request that offered another protocol: 101 is an answer to it, and to no other. */
    UPGRADE
}
