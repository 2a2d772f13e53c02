package io.dimmer.measure.loop;

import io.dimmer.measure.sketch.LatencyBatch;
import io.dimmer.measure.sketch.Users;
import org.jspecify.annotations.Nullable;

/**
 * What one loop saw of one version since its last hand-over. It belongs to whoever holds it.
 *
 * @param version dense number
 * @param drawn latencies of good answers to requests that were drawn by lot, null for none
 * @param others all other latencies, null for none
 * @param users who was there
 */
public record Sample(
        int version, @Nullable LatencyBatch drawn, @Nullable LatencyBatch others, Users users) {}
