package io.dimmer.config.edge;

import io.dimmer.config.value.Address;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The listener for people and scripts.
 *
 * @param address loopback unless there are tokens
 * @param tokens file of token hashes with roles, absolute
 */
public record AdminSpec(Address address, Optional<Path> tokens) {}
