package io.dimmer.assign;

import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.HeaderName;
import io.dimmer.exchange.RunNames;
import io.dimmer.exchange.VersionState;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the version of a request: the one that it was forced to, else by the hash of the user's key, else at random.
 *
 * <p>A version in {@code drain} or {@code maint} is nobody's choice: who would have had it is chosen again among the
 * others by the same hash. With the kill switch everyone is sent to stable. Who may force is obeyed all the same,
 * unless the version is in {@code maint}.
 *
 * <p>One for each service and snapshot; immutable, any thread. Nothing is allocated for a request that forces nothing.
 */
public final class Assigner {
    private static final HeaderName RUN = HeaderName.of("X-Dimmer-Run");

    private final ServiceName service;
    private final Split split;
    private final UserKey key;
    private final ForceRules force;

    private Assigner(ServiceName service, Split split, UserKey key, ForceRules force) {
        this.service = service;
        this.split = split;
        this.key = key;
        this.force = force;
    }

    /**
     * Compiles.
     *
     * @param service its sticky and force rules; weights are those of the split
     * @param keys that sign force tokens, needed only for {@code force.allow: signed}
     */
    public static Assigner of(ServiceSpec service, Split split, List<ForceKey> keys) {
        return new Assigner(service.name(), split, UserKey.of(service.sticky()), ForceRules.of(service, keys));
    }

    /** The same rules with another split of the same versions. */
    public Assigner with(Split next) {
        return new Assigner(service, next, key, force);
    }

    /**
     * Chooses, and writes into the exchange the version, the reason, the split number, the key, who may force, whether
     * it is a load test, and whether the force cookie is stale.
     *
     * @param exchange routed to this service
     * @param loop of the exchange
     */
    public Assigned assign(Exchange exchange, AssignLoop loop) {
        ForceRules.Wish wish = force.read(exchange, loop, split);
        markRun(exchange, loop);
        if (wish != null) {
            return obey(exchange, wish);
        }
        key.find(exchange, loop);
        return deal(exchange, loop);
    }

    /** The same for a user whose key is known; the request's own key is not looked for. */
    Assigned assign(Exchange exchange, AssignLoop loop, String user) {
        ForceRules.Wish wish = force.read(exchange, loop, split);
        markRun(exchange, loop);
        if (wish != null) {
            return obey(exchange, wish);
        }
        exchange.keyed(0, key.hash(user));
        return deal(exchange, loop);
    }

    private static void markRun(Exchange exchange, AssignLoop loop) {
        int field = exchange.head().find(RUN, 0);
        if (field < 0) {
            return;
        }
        if (exchange.isForcer()) {
            exchange.markRun(RunNames.read(exchange.head(), field));
        } else {
            loop.listener().runRefused(exchange.service());
        }
    }

    private Assigned obey(Exchange exchange, ForceRules.Wish wish) {
        if (wish.index() == Split.NONE) {
            return Assigned.UNKNOWN_VERSION;
        }
        if (wish.place() == ForceRules.Place.QUERY) {
            return Assigned.REDIRECT;
        }
        boolean closed = split.member(wish.index()).state() == VersionState.MAINT;
        return give(exchange, closed ? Split.NONE : wish.index(), AssignmentReason.FORCED);
    }

    private Assigned deal(Exchange exchange, AssignLoop loop) {
        if (split.isKilled()) {
            boolean closed = split.member(split.stable()).state() == VersionState.MAINT;
            return give(exchange, closed ? Split.NONE : split.stable(), AssignmentReason.KILLED);
        }
        boolean keyed = exchange.keySource() != Exchange.NONE;
        long hash = keyed ? exchange.keyHash() : loop.random().getAsLong();
        int drawn = split.drawn(hash);
        if (drawn == Split.NONE || split.member(drawn).isReady()) {
            return give(exchange, drawn, keyed ? AssignmentReason.HASH : AssignmentReason.RANDOM);
        }
        return give(exchange, split.choose(hash), AssignmentReason.DRAINED);
    }

    private Assigned give(Exchange exchange, int index, AssignmentReason reason) {
        if (index == Split.NONE) {
            exchange.assigned(Exchange.NONE, Exchange.NONE, reason, split.number());
            return Assigned.NO_VERSION;
        }
        exchange.assigned(index, split.member(index).number(), reason, split.number());
        return Assigned.ASSIGNED;
    }

    /** The service. */
    public ServiceName service() {
        return service;
    }

    /** The versions with their weights and states. */
    public Split split() {
        return split;
    }

    /**
     * Which key decided: {@code header X-User-Id}, {@code cookie uid}, {@code clientAddress} or {@code none}.
     *
     * @param source {@link Exchange#keySource()}
     */
    public String keyLabel(int source) {
        return key.label(source);
    }

    /** The answer after {@link Assigned#REDIRECT}; while the head is valid. */
    public ForceRedirect redirect(Exchange exchange) {
        return force.redirect(exchange.head());
    }

    /** The {@code Set-Cookie} value for {@link Exchange#isForceCookieStale()}. */
    public String clearCookie() {
        return force.clearCookie();
    }

    /** What the force header to the upstream says, with {@code force.passOn}; while the head is valid. */
    public Optional<String> passedOn(Exchange exchange) {
        return Optional.ofNullable(force.passedOn(exchange));
    }
}
