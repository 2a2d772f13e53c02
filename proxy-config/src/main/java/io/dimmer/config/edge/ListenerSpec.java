package io.dimmer.config.edge;

import io.dimmer.config.value.Address;
import io.dimmer.config.value.Network;
import java.util.List;

/**
 * One socket that users come to.
 *
 * @param name unique among listeners; a label of metrics
 * @param address port 0: the system chooses
 * @param limits for its clients: its own keys, and for the others those of all listeners
 * @param proxyProtocol from where connections begin with a header of the PROXY protocol; empty: from nowhere
 */
public record ListenerSpec(String name, Address address, LimitsSpec limits, List<Network> proxyProtocol) {
    public ListenerSpec {
        proxyProtocol = List.copyOf(proxyProtocol);
    }

    /** One with the limits that hold where none are written. */
    public ListenerSpec(String name, Address address) {
        this(name, address, LimitsSpec.DEFAULT, List.of());
    }

    /** The same at another address. */
    public ListenerSpec at(Address other) {
        return new ListenerSpec(name, other, limits, proxyProtocol);
    }
}
