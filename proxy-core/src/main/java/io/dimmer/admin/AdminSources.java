package io.dimmer.admin;

import io.dimmer.admin.api.Explainer;
import io.dimmer.control.Control;
import io.dimmer.control.Reloads;
import io.dimmer.measure.run.Runs;
import java.util.function.Supplier;

/**
 * What admin shows and changes.
 *
 * @param control the door to the control plane
 * @param reloads the door to the configuration file
 * @param metrics the metrics in the text format of Prometheus; called off the event loops
 * @param runs load tests, by themselves
 * @param explainer answers which version a request would get
 */
public record AdminSources(
        Control control, Reloads reloads, Supplier<String> metrics, Runs runs, Explainer explainer) {}
