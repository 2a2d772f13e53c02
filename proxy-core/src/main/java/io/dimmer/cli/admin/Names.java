package io.dimmer.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names as people type them: where there is one service, its name may be left out. */
public final class Names {
    private Names() {}

    /**
     * A version, and its service if it was named.
     *
     * @param service absent: the only one
     */
    public record Target(Optional<ServiceName> service, VersionName version) {
        /** Reads {@code shop/canary} or {@code canary}. */
        public static Target of(String text) {
            int slash = text.indexOf('/');
            try {
                Optional<ServiceName> service =
                        slash < 0 ? Optional.empty() : Optional.of(new ServiceName(text.substring(0, slash)));
                return new Target(service, new VersionName(text.substring(slash + 1)));
            } catch (UnexpectedValueException e) {
                throw Failure.usage("found " + text + ", expected SERVICE/VERSION, such as shop/canary");
            }
        }
    }

    /** A service, if it was named. */
    public static Optional<ServiceName> service(Optional<String> text) {
        try {
            return text.map(ServiceName::new);
        } catch (UnexpectedValueException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    /** The service that was named, or the only one that the proxy has. */
    public static String oneService(AdminClient client, Optional<ServiceName> named) {
        if (named.isPresent()) {
            return named.get().text();
        }
        List<String> all = new ArrayList<>();
        for (JsonNode service : client.get("/services")) {
            all.add(service.path("name").asText());
        }
        if (all.size() != 1) {
            throw Failure.usage("which service? There are " + Figures.list(all));
        }
        return all.get(0);
    }

    /** Where it is in the API. */
    public static String path(String service) {
        return "/services/" + service;
    }
}
