package io.dimmer.route;

import io.dimmer.exchange.RequestHead;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alternatives that share host and path, the most specific first. Immutable. */
final class Candidates {
    static final Candidates NONE = new Candidates(List.of());

    private final Candidate[] inOrder;

    private Candidates(List<Candidate> candidates) {
        this.inOrder = candidates.stream().sorted(Candidate.ORDER).toArray(Candidate[]::new);
    }

    /** Puts them in order; equal ones stay as they come. */
    static Candidates of(List<Candidate> candidates) {
        return candidates.isEmpty() ? NONE : new Candidates(candidates);
    }

    /** The first that holds. */
    @Nullable Route find(RequestHead head, InetAddress client) {
        for (Candidate candidate : inOrder) {
            if (candidate.holds(head, client)) {
                return candidate.route();
            }
        }
        return null;
    }
}
