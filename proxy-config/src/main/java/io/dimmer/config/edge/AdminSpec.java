package io.dimmer.config.edge;

import io.dimmer.config.value.Address;
import io.dimmer.config.value.UnexpectedValueException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The listener for people and scripts.
 *
 * @param address loopback unless there are tokens
 * @param tokens file of token hashes with roles, absolute
 */
public record AdminSpec(Address address, Optional<Path> tokens) {
    /** 127.0.0.1:9901, no tokens. */
    public static final AdminSpec DEFAULT = new AdminSpec(new Address("127.0.0.1", 9901), Optional.empty());

    public AdminSpec {
        UnexpectedValueException.unless(
                address.isLoopback() || tokens.isPresent(),
                "admin.address",
                address,
                "a loopback address, or admin.tokens as well");
    }
}
