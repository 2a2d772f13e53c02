package io.dimmer.admin;

import io.dimmer.admin.api.Changing;
import io.dimmer.admin.api.Explaining;
import io.dimmer.admin.api.Reading;
import io.dimmer.admin.api.Reloading;
import io.dimmer.admin.api.RunReading;
import io.dimmer.admin.gate.Access;
import io.dimmer.admin.gate.Gate;
import io.dimmer.admin.gate.Tokens;
import io.dimmer.config.value.Address;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP servers for people, scripts and probes, on an event loop of their own, so that a busy data plane never makes
 * the kill switch slow. Where they listen and to whom can change while they run. One thread; starting, stopping and
 * preparing block their caller, nothing else does.
 */
public final class AdminServer implements AutoCloseable {
    private static final String ADMIN = "admin.address";
    private static final String PROBES = "probes.address";

    private final Vertx vertx = vertx();
    private final AdminSources sources;
    private final Reading reading;
    private volatile List<Door> doors = List.of();

    private AdminServer(AdminSources sources) {
        this.sources = sources;
        this.reading = new Reading(sources.control(), sources.metrics());
    }

    /** Listens nowhere yet: see {@link #prepare}. */
    public static AdminServer of(AdminSources sources) {
        return new AdminServer(sources);
    }

    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(1)
                .setPreferNativeTransport(false)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    /** Where admin is to listen, and to whom: bound already, beside what is open. */
    public final class Next {
        private final List<Door> next = new ArrayList<>();
        private final List<Door> made = new ArrayList<>();
        private final Router admin;

        private Next(Router admin) {
            this.admin = admin;
        }

        private void add(String key, Address wanted, Handler<HttpServerRequest> handler) throws IOException {
            int index = next.size();
            boolean kept = index < doors.size() && doors.get(index).isAt(wanted);
            Door door = kept ? doors.get(index) : Door.open(key, wanted, vertx, handler);
            next.add(door);
            if (!kept) {
                made.add(door);
            }
        }

        /** Closes what is gone, where running calls get their answer, and asks calls that come from now on anew. */
        public void take() {
            List<Door> before = doors;
            doors = List.copyOf(next);
            next.get(0).answerWith(admin);
            before.stream().filter(door -> !next.contains(door)).forEach(Door::leave);
        }

        /** Closes what was opened: everything stays as it was. */
        public void drop() {
            made.forEach(Door::leave);
        }
    }

    /**
     * Opens what is not open yet.
     *
     * @throws IOException with a line for the operator, when an address cannot be had; nothing has changed then
     */
    public Next prepare(AdminSettings settings) throws IOException {
        Address address = settings.admin().address();
        if (settings.loopbackOnly() && !Door.resolve(ADMIN, address).isLoopbackAddress()) {
            throw new IOException(
                    "admin.address: found " + address + ", expected a loopback address, or admin.tokens as well");
        }
        Next next = new Next(adminRouter(settings));
        try {
            next.add(ADMIN, address, next.admin);
            if (settings.probes().isPresent()) {
                next.add(PROBES, settings.probes().get().address(), probesRouter());
            }
            return next;
        } catch (IOException e) {
            next.drop();
            throw e;
        }
    }

    private Router adminRouter(AdminSettings settings) {
        boolean loopbackOnly = settings.loopbackOnly();
        Access access = new Access(loopbackOnly ? Optional.empty() : Optional.of(new Tokens(settings.tokens())));
        List<Call> calls = Calls.admin(
                reading,
                new RunReading(sources.control(), sources.runs()),
                new Changing(sources.control()),
                new Reloading(sources.reloads()),
                new Explaining(sources.control(), sources.explainer()),
                new Pages());
        return Routes.router(vertx, calls, new Gate(loopbackOnly), access);
    }

    /** Open to the network, and so without the gate: what it tells is for everybody, and it changes nothing. */
    private Router probesRouter() {
        return Routes.router(vertx, Calls.probes(reading), RoutingContext::next, new Access(Optional.empty()));
    }

    /** Where admin listens: the host as written, the port that was had. */
    public Address address() {
        return doors.get(0).address();
    }

    /** Where the probes listen. */
    public Optional<Address> probesAddress() {
        return doors.stream().skip(1).findFirst().map(Door::address);
    }

    /**
     * Gives up its addresses at once; {@link #prepare} has them again.
     *
     * @throws IOException when they could not be closed
     */
    public void leave() throws IOException {
        List<Door> before = doors;
        doors = List.of();
        for (Door door : before) {
            door.close();
        }
    }

    /** Stops listening and waits for it. */
    @Override
    public void close() throws IOException {
        Door.await(vertx.close());
    }
}
