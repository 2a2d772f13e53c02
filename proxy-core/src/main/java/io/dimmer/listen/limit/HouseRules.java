package io.dimmer.listen.limit;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.ListenerSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of clients, for the whole proxy. Immutable; replaced as a whole.
 *
 * @param all what holds for all listeners together
 * @param listeners what holds for each of them, by its name
 */
public record HouseRules(ClientRules all, Map<String, ClientRules> listeners) {
    public HouseRules {
        listeners = Map.copyOf(listeners);
    }

    /** As the operator wrote them. */
    public static HouseRules of(ProxySpec spec) {
        return new HouseRules(
                ClientRules.of(spec.limits(), spec.trustedProxies(), List.of()),
                spec.listeners().stream()
                        .collect(Collectors.toMap(
                                ListenerSpec::name,
                                each -> ClientRules.of(each.limits(), spec.trustedProxies(), each.proxyProtocol()))));
    }

    /** The rules of a listener. */
    ClientRules of(String listener) {
        return listeners.getOrDefault(listener, all);
    }
}
