package io.dimmer.admin;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.edge.TokenEntry;
import java.util.List;
import java.util.Optional;

/**
 * Where admin listens, and to whom.
 *
 * @param admin for people and scripts
 * @param probes listens there too when present
 * @param tokens what {@code admin.tokens} holds; without that key not looked at
 */
public record AdminSettings(AdminSpec admin, Optional<ProbesSpec> probes, List<TokenEntry> tokens) {
    public AdminSettings {
        tokens = List.copyOf(tokens);
    }

    boolean loopbackOnly() {
        return admin.tokens().isEmpty();
    }
}
