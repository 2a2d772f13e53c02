package io.dimmer.server;

import io.dimmer.admin.AdminServer;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.SpecDiff;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.config.file.Reading;
import io.dimmer.control.Author;
import io.dimmer.control.Reloaded;
import io.dimmer.control.Reloads;
import io.dimmer.measure.meter.Meters;
import io.dimmer.server.file.BadFiles;
import io.dimmer.server.file.Secrets;
import io.dimmer.server.file.WatchedFiles;
import io.dimmer.time.Scheduler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new configuration file while the proxy runs: when it or a file that it names changes, on HUP, and when somebody
 * asks. A bad file changes nothing, one that says the same changes nothing either. Reading and watching happen on a thread
 * of their own.
 */
final class ConfigReload implements Reloads, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReload.class);
    private static final String UNCHANGED = "the running configuration is unchanged";

    private final ServerOptions options;
    private final Parts parts;
    private final InstantSource clock;
    private final WatchedFiles files = new WatchedFiles();
    private final ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "dimmer-reload");
        thread.setDaemon(true);
        return thread;
    });
    private volatile ProxySpec spec;
    private volatile Reloaded last;
    private volatile double successSeconds;
    private volatile boolean paused;
    private Secrets secrets;

    /**
     * Takes nothing yet, and admin is not open: see {@link #open} and {@link #watch}.
     *
     * @param parts made with this door to the file
     */
    ConfigReload(
            ProxySpec spec,
            Secrets secrets,
            ServerOptions options,
            Function<Reloads, Parts> parts,
            InstantSource clock) {
        this.spec = spec;
        this.secrets = secrets;
        this.options = options;
        this.clock = clock;
        this.last = new Reloaded(clock.instant(), Author.DIMMER.name(), List.of(), List.of(), List.of());
        this.successSeconds = clock.millis() / 1000.0;
        files.begin(options.configFile());
        files.add(Secrets.files(spec));
        this.parts = parts.apply(this);
    }

    /** Watches the files from now on. */
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

    /** Takes no file from now on, for another process takes over; waits until one that is being taken is in force. */
    void pause() {
        CompletableFuture.runAsync(() -> paused = true, reading).join();
    }

    /**
     * Opens admin and takes files from now on: at the start, and after a process that was to take over did not come up.
     *
     * @throws IOException when the addresses of admin cannot be had
     */
    void open() throws IOException {
        parts.admin().prepare(Parts.settings(spec, secrets)).take();
        paused = false;
    }

    AdminServer admin() {
        return parts.admin();
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
        if (!paused && files.haveChanged()) {
            take(Author.DIMMER);
        }
    }

    private Reloaded take(Author by) {
        if (paused) {
            return refused(by, List.of(options.configFile() + ": another process takes over; " + UNCHANGED));
        }
        files.begin(options.configFile());
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
        // A file that is named and bad is watched too: it may be mended. Nothing of a file that cannot be read is
        // known.
        files.add(Secrets.files(read.value().orElse(spec)));
        if (read.value().isEmpty()) {
            return refused(by, read.problemLines(UNCHANGED));
        }
        try {
            return adopted(by, read.value().get());
        } catch (BadFiles e) {
            return refused(by, e.problems());
        } catch (IOException | RuntimeException e) {
            Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
            return refused(by, List.of(options.configFile() + ": " + cause.getMessage() + "; " + UNCHANGED));
        }
    }

    private Reloaded adopted(Author by, ProxySpec file) throws IOException {
        ProxySpec before = spec;
        ProxySpec next = file.keepingOf(before);
        Secrets now = Secrets.read(next, options.environment(), UNCHANGED);
        List<SpecDiff.Change> changed = new ArrayList<>(SpecDiff.between(before, next));
        changed.addAll(now.changedFrom(secrets));
        if (!next.equals(before) || !now.equals(secrets)) {
            parts.adopt(next, now);
            spec = next;
            secrets = now;
        }
        parts.logs().look();
        return new Reloaded(clock.instant(), by.name(), List.of(), changed, SpecDiff.between(next, file));
    }

    private Reloaded refused(Author by, List<String> problems) {
        return new Reloaded(clock.instant(), by.name(), problems, List.of(), List.of());
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

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
