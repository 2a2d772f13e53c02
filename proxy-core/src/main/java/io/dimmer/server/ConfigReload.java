package io.dimmer.server;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.SpecDiff;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.config.file.Reading;
import io.dimmer.control.Author;
import io.dimmer.control.Reloaded;
import io.dimmer.control.Reloads;
import io.dimmer.control.loop.ControlPlane;
import io.dimmer.measure.meter.Meters;
import io.dimmer.time.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new configuration file while the proxy runs: when it changes, on HUP, and when somebody asks. A bad file
 * changes nothing, one that says the same changes nothing either. Reading and watching happen on a thread of their own.
 *
 * <p>The file is watched by its content, once a second, for a mounted directory swaps a symbolic link and nothing else
 * changes then.
 */
final class ConfigReload implements Reloads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReload.class);
    private static final String UNCHANGED = "the running configuration is unchanged";

    private final ServerOptions options;
    private final ControlPlane control;
    private final LivePlane plane;
    private final Listening listening;
    private final InstantSource clock;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "dimmer-reload");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ProxySpec spec;
    private volatile Reloaded last;
    private volatile double successSeconds;
    private volatile boolean paused;
    private byte[] content;

    ConfigReload(
            ProxySpec spec,
            ServerOptions options,
            ControlPlane control,
            LivePlane plane,
            Listening listening,
            InstantSource clock) {
        this.spec = spec;
        this.options = options;
        this.control = control;
        this.plane = plane;
        this.listening = listening;
        this.clock = clock;
        this.content = bytes(options.configFile()).orElse(new byte[0]);
        this.last = new Reloaded(clock.instant(), Author.DIMMER.name(), List.of(), List.of(), List.of());
        this.successSeconds = clock.millis() / 1000.0;
    }

    /** Watches the file from now on. */
    ConfigReload watch(Scheduler timers) {
        if (!options.lookEvery().isZero()) {
            timers.every(options.lookEvery(), () -> reading.execute(this::look));
        }
        return this;
    }

    void show(Meters meters) {
        meters.gauge(
                "dimmer_config_last_reload_successful",
                "1 when the last file was taken, else 0.",
                Map.of(),
                () -> last.successful() ? 1 : 0);
        meters.gauge(
                "dimmer_config_last_reload_success_timestamp_seconds",
                "When a file was last taken, in seconds since 1970.",
                Map.of(),
                () -> successSeconds);
    }

    /** Takes no file while that is true: another process takes over. */
    void pause(boolean now) {
        paused = now;
    }

    /** What is in force: the file, but for what needs a restart. */
    ProxySpec spec() {
        return spec;
    }

    @Override
    public Reloaded last() {
        return last;
    }

    @Override
    public CompletionStage<Reloaded> reload(Author by) {
        return CompletableFuture.supplyAsync(() -> take(by), reading);
    }

    private void look() {
        Optional<byte[]> now = bytes(options.configFile());
        if (!paused && now.isPresent() && !Arrays.equals(now.get(), content)) {
            take(Author.DIMMER);
        }
    }

    private Reloaded take(Author by) {
        if (paused) {
            return refused(by, List.of(options.configFile() + ": another process takes over; " + UNCHANGED));
        }
        content = bytes(options.configFile()).orElse(new byte[0]);
        Reloaded done = read(by);
        last = done;
        if (done.successful()) {
            successSeconds = clock.millis() / 1000.0;
        }
        log(done);
        return done;
    }

    private Reloaded read(Author by) {
        Reading<ProxySpec> read = ConfigReader.read(options.configFile(), options.environment());
        if (read.value().isEmpty()) {
            return refused(by, read.problemLines(UNCHANGED));
        }
        ProxySpec file = read.value().get();
        ProxySpec now = spec;
        ProxySpec next = file.keepingOf(now);
        try {
            adopt(next);
        } catch (IOException | RuntimeException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            return refused(by, List.of(options.configFile() + ": " + cause.getMessage() + "; " + UNCHANGED));
        }
        return new Reloaded(
                clock.instant(), by.name(), List.of(), SpecDiff.between(now, next), SpecDiff.between(next, file));
    }

    private Reloaded refused(Author by, List<String> problems) {
        return new Reloaded(clock.instant(), by.name(), problems, List.of(), List.of());
    }

    /** Everything that can fail comes first; then it is swapped. */
    private void adopt(ProxySpec next) throws IOException {
        ForceKeys keys = ForceKeys.read(next.services(), options.environment());
        ForceKeys before = plane.keys();
        if (next.equals(spec) && keys.equals(before)) {
            return;
        }
        Listening.Next listeners = listening.prepare(next.listeners(), address -> false);
        try {
            plane.use(keys);
            control.reload(next).toCompletableFuture().join();
        } catch (RuntimeException e) {
            plane.use(before);
            listeners.drop();
            throw e;
        }
        spec = next;
        listeners.take(next.shutdown().deadline());
    }

    private void log(Reloaded done) {
        done.problems().forEach(problem -> LOG.error("{}", problem));
        if (done.successful()) {
            LOG.info("{} is in force; changed: {}", options.configFile(), keys(done.changed()));
        }
        if (!done.waiting().isEmpty()) {
            LOG.warn("{}: needs a restart: {}", options.configFile(), keys(done.waiting()));
        }
    }

    private static String keys(List<SpecDiff.Change> changes) {
        return changes.isEmpty()
                ? "nothing"
                : changes.stream().map(SpecDiff.Change::key).collect(Collectors.joining(", "));
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
