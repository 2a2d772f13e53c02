package io.dimmer.config.edge;

import io.dimmer.config.value.Address;

/**
 * The read-only listener with {@code /ready}, {@code /live} and {@code /metrics}.
 *
 * @param address may be open to the network
 */
public record ProbesSpec(Address address) {}
