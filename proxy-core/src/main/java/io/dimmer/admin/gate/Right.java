package io.dimmer.admin.gate;

import io.dimmer.config.edge.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a call needs, and the roles that bring it. */
public enum Right {
    /** For probes of load balancers: no token is asked for. */
    OPEN,
    /** See and explain. */
    READ,
    /** Drain a version, switch the kill switch on. */
    TURN_DOWN,
    /** Everything that a service needs. */
    OPERATE,
    /** What concerns the whole proxy. */
    ADMINISTER;

    private Set<Role> roles() {
        return switch (this) {
            case OPEN, READ -> EnumSet.allOf(Role.class);
            case TURN_DOWN -> EnumSet.of(Role.RESPONDER, Role.OPERATOR, Role.ADMIN);
            case OPERATE -> EnumSet.of(Role.OPERATOR, Role.ADMIN);
            case ADMINISTER -> EnumSet.of(Role.ADMIN);
        };
    }

    boolean isBroughtBy(Set<Role> held) {
        return !Collections.disjoint(roles(), held);
    }

    /** The roles that bring it, as people write them, the least first. */
    String words() {
        return words(roles());
    }

    static String words(Set<Role> roles) {
        return roles.stream()
                .sorted()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
