package io.dimmer.measure.meter;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.VersionState;
import java.util.Map;

/**
 * What the control plane tells of a version, for its metrics.
 *
 * @param weight as set
 * @param configuredShare by the weights, as if every version were ready: 0 to 1
 * @param effectiveShare by the weights of the versions that are ready, and the kill switch: 0 to 1
 * @param evidence by check: 0 nothing, 1 the drain line; empty when nobody watches it
 */
public record Standing(
        ServiceName service,
        VersionName version,
        double weight,
        double configuredShare,
        double effectiveShare,
        VersionState state,
        Map<String, Double> evidence) {
    public Standing {
        evidence = Map.copyOf(evidence);
    }
}
