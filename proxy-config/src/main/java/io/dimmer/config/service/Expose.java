package io.dimmer.config.service;

/** Who sees version, reason and key in the answer. */
public enum Expose {
    FORCERS,
    EVERYONE,
    NOBODY
}
