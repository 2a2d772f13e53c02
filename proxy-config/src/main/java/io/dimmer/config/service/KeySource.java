package io.dimmer.config.service;

import io.dimmer.config.value.UnexpectedValueException;

/**
 * Where the key of a user is looked for.
 *
 * @param kind the place
 * @param name of the header or cookie as written; empty for the client's address
 */
public record KeySource(Kind kind, String name) {
    /** The places. */
    public enum Kind {
        HEADER,
        COOKIE,
        CLIENT_ADDRESS
    }

    /** The client's address: IPv4 /32, IPv6 /64. */
    public static final KeySource CLIENT_ADDRESS = new KeySource(Kind.CLIENT_ADDRESS, "");

    public KeySource {
        UnexpectedValueException.unless(
                name.isEmpty() == (kind == Kind.CLIENT_ADDRESS),
                "sticky.by",
                kind + " \"" + name + "\"",
                "a name for a header or a cookie, none for the client's address");
    }

    /** {@code header X-User-Id}, {@code cookie uid} or {@code clientAddress}. */
    @Override
    public String toString() {
        return switch (kind) {
            case HEADER -> "header " + name;
            case COOKIE -> "cookie " + name;
            case CLIENT_ADDRESS -> "clientAddress";
        };
    }
}
