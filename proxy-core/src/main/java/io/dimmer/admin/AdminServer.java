package io.dimmer.admin;

import io.dimmer.admin.api.Changing;
import io.dimmer.admin.api.Explaining;
import io.dimmer.admin.api.Reading;
import io.dimmer.admin.api.Reloading;
import io.dimmer.admin.gate.Access;
import io.dimmer.admin.gate.Gate;
import io.dimmer.admin.gate.OneRequest;
import io.dimmer.admin.gate.Tokens;
import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.value.Address;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The HTTP servers for people, scripts and probes, on an event loop of their own, so that a busy data plane never makes
 * the kill switch slow. Starting and stopping block their caller; nothing else blocks.
 */
public final class AdminServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 30;
    private static final long START_SECONDS = 30;
    private static final int MOST_HEADER_BYTES = 16 * 1024;

    private final Vertx vertx;
    private final Address address;
    private final Optional<Address> probesAddress;

    private AdminServer(Vertx vertx, Address address, Optional<Address> probesAddress) {
        this.vertx = vertx;
        this.address = address;
        this.probesAddress = probesAddress;
    }

    /**
     * Listens.
     *
     * @param probes listens there too when present
     * @throws IOException with a line for the operator, when an address cannot be had; nothing is left open
     */
    public static AdminServer start(AdminSpec admin, Optional<ProbesSpec> probes, AdminSources sources)
            throws IOException {
        boolean loopbackOnly = admin.tokens().isEmpty();
        InetAddress host = resolve("admin.address", admin.address());
        if (loopbackOnly && !host.isLoopbackAddress()) {
            throw new IOException("admin.address: found " + admin.address()
                    + ", expected a loopback address, or admin.tokens as well");
        }
        Vertx vertx = vertx();
        try {
            Reading reading = new Reading(sources.control(), sources.metrics());
            Address bound =
                    listen("admin.address", admin.address(), vertx, adminRouter(vertx, loopbackOnly, reading, sources));
            Optional<Address> boundProbes = Optional.empty();
            if (probes.isPresent()) {
                Address wanted = probes.get().address();
                boundProbes = Optional.of(listen("probes.address", wanted, vertx, probesRouter(vertx, reading)));
            }
            return new AdminServer(vertx, bound, boundProbes);
        } catch (IOException | RuntimeException e) {
            vertx.close();
            throw e;
        }
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

    private static Router adminRouter(Vertx vertx, boolean loopbackOnly, Reading reading, AdminSources sources) {
        Access access = new Access(loopbackOnly ? Optional.empty() : Optional.of(new Tokens(sources.tokens())));
        List<Call> calls = Calls.admin(
                reading,
                new Changing(sources.control()),
                new Reloading(sources.reloads()),
                new Explaining(sources.control(), sources.explainer()),
                new Pages());
        return Routes.router(vertx, calls, new Gate(loopbackOnly), access);
    }

    /** Open to the network, and so without the gate: what it tells is for everybody, and it changes nothing. */
    private static Router probesRouter(Vertx vertx, Reading reading) {
        return Routes.router(vertx, Calls.probes(reading), RoutingContext::next, new Access(Optional.empty()));
    }

    private static Address listen(String key, Address wanted, Vertx vertx, Handler<HttpServerRequest> handler)
            throws IOException {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(resolve(key, wanted).getHostAddress())
                .setPort(wanted.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setHandle100ContinueAutomatically(true)
                .setHttp2ClearTextEnabled(false);
        try {
            HttpServer server = await(vertx.createHttpServer(options)
                    .requestHandler(new OneRequest(vertx, handler))
                    .listen());
            return new Address(wanted.host(), server.actualPort());
        } catch (IOException e) {
            throw new IOException(key + " " + wanted + ": " + e.getMessage(), e);
        }
    }

    private static InetAddress resolve(String key, Address address) throws IOException {
        try {
            return InetAddress.getByName(address.host());
        } catch (UnknownHostException e) {
            throw new IOException(key + " " + address + ": no such host", e);
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + START_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Where admin listens: the host as written, the port that was had. */
    public Address address() {
        return address;
    }

    /** Where the probes listen. */
    public Optional<Address> probesAddress() {
        return probesAddress;
    }

    /** Stops listening and waits for it. */
    @Override
    public void close() throws IOException {
        await(vertx.close());
    }
}
