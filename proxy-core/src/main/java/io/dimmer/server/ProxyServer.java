package io.dimmer.server;

import io.dimmer.accesslog.AccessLogs;
import io.dimmer.accesslog.Clocks;
import io.dimmer.admin.AdminServer;
import io.dimmer.admin.AdminSources;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.file.ConfigWriter;
import io.dimmer.config.value.Address;
import io.dimmer.control.Author;
import io.dimmer.control.Control;
import io.dimmer.control.Reloads;
import io.dimmer.control.loop.ControlPlane;
import io.dimmer.control.loop.ControlQueue;
import io.dimmer.control.loop.Surroundings;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.journal.FileStateStore;
import io.dimmer.journal.StateStore;
import io.dimmer.listen.Listener;
import io.dimmer.listen.limit.HouseRules;
import io.dimmer.measure.Recorder;
import io.dimmer.measure.meter.Meters;
import io.dimmer.measure.run.Runs;
import io.dimmer.pipeline.Edge;
import io.dimmer.pipeline.EdgeOptions;
import io.dimmer.pipeline.Tuning;
import io.dimmer.server.file.Secrets;
import io.dimmer.server.takeover.Again;
import io.dimmer.server.takeover.HandOver;
import io.dimmer.server.takeover.LentStore;
import io.dimmer.server.takeover.Owner;
import io.dimmer.server.takeover.Predecessor;
import io.dimmer.time.ElapsedTime;
import io.dimmer.wire.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running proxy: both planes, joined. {@link #start} opens everything in order and closes it again when something
 * cannot be opened; {@link #stop} ends it in order.
 */
public final class ProxyServer {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);

    private static final Author HUP = new Author("SIGHUP", Optional.empty());

    /** How long an idle connection may still bring one more request when the proxy stops. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final ServerOptions options;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final AtomicBoolean ready = new AtomicBoolean();
    private final Edge edge;
    private final LivePlane plane;
    private final Listening listening;
    private final ControlPlane control;
    private final ConfigReload reload;
    private final Optional<Path> stateDir;
    private final LentStore store;
    private final Meters meters;
    private final Runs runs;
    private final CompletableFuture<Void> takenOver = new CompletableFuture<>();
    private final AccessLogs logs;

    private ProxyServer(ProxySpec spec, ServerOptions options) throws IOException {
        this.options = options;
        this.stateDir = options.stateDir().or(() -> spec.state().dir());
        try {
            // What can be wrong with the file comes before the one that runs is asked for anything.
            Secrets secrets = Secrets.read(spec, options.environment(), "nothing was started");
            LiveNumbers numbers = new LiveNumbers();
            logs = opened(accessLogs(numbers));
            AccessLogs.Next log = logs.prepare(spec.logs().access());
            warmUp(options.takeover());
            Optional<Predecessor> before = predecessor();
            store = opened(LentStore.open(this::store));
            ControlQueue queue = opened(ControlQueue.start());
            AtomicReference<Recorder> recorder = new AtomicReference<>();
            edge = opened(edge(spec, loop -> recorder.get().loop(loop).before(logs.loop(loop))));
            recorder.set(new Recorder(edge.executors(), queue, ElapsedTime.SYSTEM, InstantSource.system()));
            plane = new LivePlane(edge, recorder.get(), numbers, secrets.forceKeys(), queue);
            AtomicReference<Control> door = new AtomicReference<>();
            meters = meters(recorder.get(), door);
            runs = recorder.get().runs();
            Surroundings around =
                    new Surroundings(plane, new LiveTallies(meters), InstantSource.system(), ElapsedTime.SYSTEM, queue);
            control = ControlPlane.start(spec, queue, around, store, this::written, ready::get);
            door.set(control);
            log.take(edge.executors());
            EdgeMeters.show(logs, meters);
            listening = listen(spec, before);
            reload = opened(new ConfigReload(spec, secrets, options, this::parts, InstantSource.system()));
            reload.open();
            reload.watch(queue).show(meters);
            warmUp(!options.takeover());
            ready.set(true);
            succeed(before);
        } catch (IOException | RuntimeException e) {
            closeAll();
            throw e;
        }
    }

    /**
     * Starts a proxy; when it returns, the proxy takes requests.
     *
     * @throws IOException with a sentence for the operator: a port in use, a state directory that cannot be written, a
     *     file that cannot be read
     */
    public static ProxyServer start(ProxySpec spec, ServerOptions options) throws IOException {
        return new ProxyServer(spec, options);
    }

    private String written(ProxySpec now) {
        return ConfigWriter.write(now, options.configFile(), Map.of());
    }

    /** A successor does it before it asks for anything; every other serves meanwhile, and is not ready yet. */
    private void warmUp(boolean now) {
        if (now) {
            options.warmUp().run();
        }
    }

    private StateStore store() throws IOException {
        return stateDir.isPresent() ? FileStateStore.open(stateDir.get()) : StateStore.none();
    }

    /** The proxy whose place this one takes, which from now on has no state; closed after everything else. */
    private Optional<Predecessor> predecessor() throws IOException {
        if (!options.takeover()) {
            return Optional.empty();
        }
        if (stateDir.isEmpty()) {
            throw new IOException(
                    "--takeover: needs a state directory: without one the proxy that runs cannot be found");
        }
        Optional<Predecessor> found = Predecessor.ask(stateDir.get());
        found.ifPresent(this::opened);
        return found;
    }

    private Listening listen(ProxySpec spec, Optional<Predecessor> before) throws IOException {
        Listening made = new Listening(edge, meters);
        made.prepare(spec.listeners(), address -> isShared(before, address)).take(Duration.ZERO);
        EdgeMeters.show(edge, meters);
        return made;
    }

    private static boolean isShared(Optional<Predecessor> with, Address address) {
        return with.isPresent() && with.get().listensOn(address.toString());
    }

    /** From now on this one is who can be asked for its place; the one before may go. */
    private void succeed(Optional<Predecessor> before) throws IOException {
        if (stateDir.isPresent()) {
            try {
                opened(HandOver.listen(stateDir.get(), new Handing()));
            } catch (IOException | UnsupportedOperationException e) {
                LOG.warn("no other process can take over from this one: {}", e.getMessage());
            }
        }
        if (before.isPresent()) {
            before.get().ready();
        }
    }

    /** What is given up while another process takes over, and taken back when that one does not come up. */
    private final class Handing implements Owner {
        @Override
        public List<String> handOver() throws IOException {
            reload.pause();
            reload.admin().leave();
            store.give();
            return listening.addresses();
        }

        @Override
        public void takeBack() {
            try {
                store.takeBack();
                Again.untilItWorks(reload::open);
                LOG.warn("the other process did not come up: this one goes on");
            } catch (IOException e) {
                LOG.error("the other process did not come up, and this one serves on without state or admin", e);
            }
        }

        @Override
        public void leave() {
            LOG.info("another process serves: this one ends when its connections have");
            takenOver.complete(null);
        }
    }

    private AccessLogs accessLogs(LiveNumbers numbers) {
        Clocks clocks = new Clocks(ElapsedTime.SYSTEM, InstantSource.system());
        return new AccessLogs(options.eventLoops(), numbers, stateDir, clocks);
    }

    private Edge edge(ProxySpec spec, IntFunction<ExchangeListener> listeners) {
        return Edge.of(new EdgeOptions(
                options.eventLoops(),
                Transport.best(),
                HouseRules.of(spec),
                listeners,
                ElapsedTime.SYSTEM,
                InstantSource.system(),
                Tuning.DEFAULT));
    }

    private static Meters meters(Recorder recorder, AtomicReference<Control> door) {
        return Meters.of(recorder, Build.version(), () -> {
            Control control = door.get();
            return control == null ? List.of() : LiveTallies.standings(control.services());
        });
    }

    private Parts parts(Reloads file) {
        InstantSource clock = InstantSource.system();
        AdminSources sources = new AdminSources(
                control, file, meters::scrape, runs, (service, question) -> plane.explain(service, question, clock));
        return new Parts(control, plane, listening, opened(AdminServer.of(sources)), logs, edge);
    }

    private <T extends AutoCloseable> T opened(T thing) {
        opened.push(thing);
        return thing;
    }

    /** Its listeners with the ports that were had, in the order of the file. */
    public List<Listener> listeners() {
        return listening.listeners();
    }

    /** The listeners of the file, with the ports that were had. */
    public List<ListenerSpec> listening() {
        return listening.specs();
    }

    /** Where admin listens. */
    public Address adminAddress() {
        return reload.admin().address();
    }

    /** Where the probes listen. */
    public Optional<Address> probesAddress() {
        return reload.admin().probesAddress();
    }

    /** The door to the control plane. */
    public Control control() {
        return control;
    }

    /** Done when another process has taken its place: then it is time to {@link #stop}. */
    public CompletionStage<Void> takenOver() {
        return takenOver;
    }

    /** How it would stop now. */
    public ShutdownSpec shutdown() {
        return reload.spec().shutdown();
    }

    /** Reads the configuration file again, for the system's HUP; its log tells what became of it. Does not block. */
    public void reload() {
        reload.reload(HUP);
    }

    /** Looks whether the file of the access log was moved, and opens it anew, for the system's USR1. Does not block. */
    public void reopenLogs() {
        logs.look();
    }

    /** The door to the configuration file. */
    public Reloads reloads() {
        return reload;
    }

    /**
     * Stops as the file says: not ready for {@code shutdown.delay} and still serving, then no more connections, running
     * requests and streams end until {@code shutdown.deadline}, and everything is closed. One whose place has been taken
     * is missed by nobody: it goes without a delay, and gives idle connections half of the deadline. Blocks.
     *
     * @return how many requests were cut at the deadline
     */
    public int stop() {
        ready.set(false);
        ShutdownSpec shutdown = shutdown();
        boolean missed = !takenOver.isDone();
        Duration delay = missed ? shutdown.delay() : Duration.ZERO;
        Duration idle = missed ? IDLE : shutdown.deadline().dividedBy(2);
        new CompletableFuture<Void>()
                .completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS)
                .join();
        int cut = edge.drain(shutdown.deadline(), idle).toCompletableFuture().join();
        closeAll();
        return cut;
    }

    /** In the reverse order of opening; one that fails does not keep the others. */
    private void closeAll() {
        while (!opened.isEmpty()) {
            AutoCloseable next = opened.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.warn("closing {} failed: {}", next.getClass().getSimpleName(), e.getMessage());
            }
        }
    }
}
