package io.dimmer.admin;

import io.dimmer.admin.api.Explainer;
import io.dimmer.config.edge.TokenEntry;
import io.dimmer.control.Control;
import io.dimmer.control.Reloads;
import java.util.List;
import java.util.function.Supplier;

/**
 * What admin shows and changes.
 *
 * @param control the door to the control plane
 * @param reloads the door to the configuration file
 * @param metrics the metrics in the text format of Prometheus; called off the event loops
 * @param explainer answers which version a request would get
 * @param tokens what {@code admin.tokens} holds; without that key not looked at
 */
public record AdminSources(
        Control control, Reloads reloads, Supplier<String> metrics, Explainer explainer, List<TokenEntry> tokens) {
    public AdminSources {
        tokens = List.copyOf(tokens);
    }
}
