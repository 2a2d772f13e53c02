package io.dimmer.admin.api;

import io.dimmer.assign.Explanation;
import io.dimmer.config.value.ServiceName;
import java.util.Optional;

/** Answers which version a request would get, and why, as things stand now. Called on admin's event loop: never blocks. */
@FunctionalInterface
public interface Explainer {
    /**
     * Explains.
     *
     * @param service empty: the routes decide
     * @return empty when there is no such service
     */
    Optional<Explanation> explain(Optional<ServiceName> service, Explanation.Question question);
}
