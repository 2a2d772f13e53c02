package io.dimmer.config.edge;

/** What the holder of an admin token may do; everybody in the list may also read. */
public enum Role {
    /** Read and explain. */
    VIEWER,
    /** Turn down only: pause, drain, abort, kill switch on, freeze. */
    RESPONDER,
    /** Everything that a service needs. */
    OPERATOR,
    /** Approve; added to any of the others. */
    APPROVER,
    /** Reload, tokens, all. */
    ADMIN
}
