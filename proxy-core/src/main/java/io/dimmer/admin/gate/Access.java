package io.dimmer.admin.gate;

import io.dimmer.admin.answer.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/** Who may call what. */
public final class Access {
    private static final String HOLDER = Access.class.getName();

    private final Optional<Tokens> tokens;

    /** With tokens, or for whoever sits at this machine. */
    public Access(Optional<Tokens> tokens) {
        this.tokens = tokens;
    }

    /** Lets through who has the right, and remembers who it is. */
    public void check(RoutingContext context, Right right) {
        if (right != Right.OPEN) {
            context.put(HOLDER, holder(context));
            require(context, right);
        }
    }

    private Holder holder(RoutingContext context) {
        if (tokens.isEmpty()) {
            return Holder.LOCAL;
        }
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            throw Problem.unauthorized("Authorization: found none, expected Bearer and a token")
                    .thrown();
        }
        return tokens.get()
                .holderOf(authorization)
                .orElseThrow(() -> Problem.unauthorized(
                                "Authorization: this token is not known, expected Bearer and one of those in admin.tokens")
                        .thrown());
    }

    /** For calls that need more than their line says, depending on what is asked for. */
    public static void require(RoutingContext context, Right right) {
        Holder holder = holderOf(context);
        if (!holder.may(right)) {
            throw Problem.forbidden("token " + holder.id() + " has the role " + Right.words(holder.roles())
                            + ", expected one of " + right.words())
                    .thrown();
        }
    }

    /** Who calls. */
    public static Holder holderOf(RoutingContext context) {
        return Objects.requireNonNull(context.<Holder>get(HOLDER), "who calls is found out before anything else");
    }
}
