package io.dimmer.forward;

import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.upstream.Upstream;

/**
 * Where the requests of one version go, and under which terms. Made once for a snapshot.
 *
 * @param upstream the running side of the version
 * @param fields of its service
 * @param timeouts of its service
 */
public record Destination(Upstream upstream, ServiceFields fields, TimeoutsSpec timeouts) {}
