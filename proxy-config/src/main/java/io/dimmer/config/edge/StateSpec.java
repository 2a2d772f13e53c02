package io.dimmer.config.edge;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where run-time state lives.
 *
 * @param dir absolute; empty when {@code none} was written, which gives up that changes outlive a restart
 */
public record StateSpec(Optional<Path> dir) {}
