package io.dimmer.config.file.keys;

import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.value.Address;
import java.util.ArrayList;
import java.util.List;

/** Finds two sockets of one proxy on the same address and port. */
final class AddressClashes {
    private final List<Socket> sockets = new ArrayList<>();

    /** Who listens where. */
    private record Socket(String what, Address address) {
        boolean clashesWith(Address other) {
            return address.port() != 0
                    && address.port() == other.port()
                    && (address.host().equalsIgnoreCase(other.host()) || address.isWildcard() || other.isWildcard());
        }
    }

    /** Adds a socket and tells when another one is there already. */
    void add(String what, Address address, Place place, Fields fields) {
        sockets.stream()
                .filter(socket -> socket.clashesWith(address))
                .findFirst()
                .ifPresent(socket -> fields.problem(
                        place, address.toString(), "an address that " + socket.what() + " does not have"));
        sockets.add(new Socket(what, address));
    }
}
