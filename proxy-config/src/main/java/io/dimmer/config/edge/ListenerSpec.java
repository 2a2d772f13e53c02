package io.dimmer.config.edge;

import io.dimmer.config.value.Address;

/**
 * One socket that users come to.
 *
 * @param name unique among listeners; a label of metrics
 * @param address port 0: the system chooses
 * @param limits for its clients: its own keys, and for the others those of all listeners
 */
public record ListenerSpec(String name, Address address, LimitsSpec limits) {
    /** One with the limits that hold where none are written. */
    public ListenerSpec(String name, Address address) {
        this(name, address, LimitsSpec.DEFAULT);
    }

    /** The same at another address. */
    public ListenerSpec at(Address other) {
        return new ListenerSpec(name, other, limits);
    }
}
