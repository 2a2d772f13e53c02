package io.dimmer.admin.gate;

import io.dimmer.config.edge.Role;
import java.util.Set;

/**
 * Who is calling.
 *
 * @param id the id of a token, or {@code local} where there are none
 * @param roles what they may do
 */
public record Holder(String id, Set<Role> roles) {
    /** Whoever sits at this machine, where there are no tokens. */
    static final Holder LOCAL = new Holder("local", Set.of(Role.ADMIN));

    boolean may(Right right) {
        return right.isBroughtBy(roles);
    }
}
