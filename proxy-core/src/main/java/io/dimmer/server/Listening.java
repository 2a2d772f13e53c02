package io.dimmer.server;

import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.value.Address;
import io.dimmer.listen.Listener;
import io.dimmer.measure.meter.Meters;
import io.dimmer.pipeline.Edge;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The listeners of the file, opened and closed as it changes: those that are new are bound before those that are gone
 * are closed, and one that cannot be bound changes nothing. For one thread at a time; what it tells is for any thread.
 */
final class Listening {
    private final Edge edge;
    private final Meters meters;
    private volatile List<Open> open = List.of();

    /** One listener as the file has it, and what became of it. */
    private record Open(ListenerSpec spec, Listener listener) {
        /** What may change while it is open is no other listener. */
        boolean isFor(ListenerSpec wanted) {
            return wanted.name().equals(spec.name()) && wanted.address().equals(spec.address());
        }
    }

    Listening(Edge edge, Meters meters) {
        this.edge = edge;
        this.meters = meters;
    }

    /** The listeners that are to be, bound and taking connections beside those that are. */
    final class Next {
        private final List<Open> next;
        private final List<Open> made;

        private Next(List<Open> next, List<Open> made) {
            this.next = next;
            this.made = made;
        }

        /** Closes those that are gone: their connections end until the deadline. */
        void take(Duration deadline) {
            List<Listener> before = listeners();
            open = next;
            List<Listener> now = listeners();
            before.stream().filter(one -> !now.contains(one)).forEach(gone -> {
                edge.leave(gone, deadline);
                EdgeMeters.hide(gone.name(), meters);
            });
            now.stream().filter(one -> !before.contains(one)).forEach(one -> EdgeMeters.show(one, meters));
        }

        /** Closes those that were opened, whoever came in meanwhile is served: everything stays as it was. */
        void drop() {
            made.forEach(one -> edge.leave(one.listener(), ShutdownSpec.DEFAULT.deadline()));
        }
    }

    /**
     * Opens those that are not open yet.
     *
     * @param beside whether another process of Dimmer listens there: the port is shared with it
     * @throws IOException naming the listener that cannot be bound; nothing has changed then
     */
    Next prepare(List<ListenerSpec> wanted, Predicate<Address> beside) throws IOException {
        List<Open> next = new ArrayList<>();
        List<Open> made = new ArrayList<>();
        Next prepared = new Next(next, made);
        for (ListenerSpec spec : wanted) {
            Optional<Open> known = open.stream().filter(one -> one.isFor(spec)).findFirst();
            if (known.isPresent()) {
                next.add(new Open(spec, known.get().listener()));
                continue;
            }
            try {
                Open opened = new Open(spec, edge.listen(spec, isShared(spec.address(), beside)));
                next.add(opened);
                made.add(opened);
            } catch (IOException e) {
                prepared.drop();
                throw e;
            }
        }
        return prepared;
    }

    /** True as well for another name for the same socket: the two are open side by side for a moment. */
    private boolean isShared(Address address, Predicate<Address> beside) {
        boolean ours = open.stream().anyMatch(one -> one.spec().address().equals(address));
        return address.port() != 0 && (ours || beside.test(address));
    }

    /** The addresses of the file. */
    List<String> addresses() {
        return open.stream().map(one -> one.spec().address().toString()).toList();
    }

    /** In the order of the file. */
    List<Listener> listeners() {
        return open.stream().map(Open::listener).toList();
    }

    /** As the file has them, with the ports that were had. */
    List<ListenerSpec> specs() {
        return open.stream()
                .map(one -> one.spec()
                        .at(new Address(
                                one.spec().address().host(),
                                one.listener().address().getPort())))
                .toList();
    }
}
