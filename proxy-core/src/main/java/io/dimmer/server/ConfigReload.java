package io.dimmer.server;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.config.file.Reading;
import io.dimmer.control.loop.ControlPlane;
import io.dimmer.measure.meter.Meters;
import io.dimmer.time.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new configuration file while the proxy runs: when it changes, on HUP, and when somebody asks. A bad file
 * changes nothing. Reading and watching happen on a thread of their own.
 *
 * <p>The file is watched by its content, once a second, for a mounted directory swaps a symbolic link and nothing else
 * changes then.
 */
final class ConfigReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReload.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ServerOptions options;
    private final ControlPlane control;
    private final LivePlane plane;
    private final InstantSource clock;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "dimmer-reload");
        thread.setDaemon(true);
        return thread;
    });
    private ProxySpec spec;
    private byte[] content;
    private volatile boolean successful = true;
    private volatile double successSeconds;

    ConfigReload(ProxySpec spec, ServerOptions options, ControlPlane control, LivePlane plane, InstantSource clock) {
        this.spec = spec;
        this.options = options;
        this.control = control;
        this.plane = plane;
        this.clock = clock;
        this.content = bytes(options.configFile()).orElse(new byte[0]);
        this.successSeconds = clock.millis() / 1000.0;
    }

    /** Watches the file from now on. */
    ConfigReload watch(Scheduler timers) {
        timers.every(LOOK, () -> reading.execute(this::look));
        return this;
    }

    void show(Meters meters) {
        meters.gauge(
                "dimmer_config_last_reload_successful",
                "1 when the last file was taken, else 0.",
                Map.of(),
                () -> successful ? 1 : 0);
        meters.gauge(
                "dimmer_config_last_reload_success_timestamp_seconds",
                "When a file was last taken, in seconds since 1970.",
                Map.of(),
                () -> successSeconds);
    }

    private void look() {
        Optional<byte[]> now = bytes(options.configFile());
        if (now.isPresent() && !Arrays.equals(now.get(), content)) {
            take();
        }
    }

    /** Reads the file again; completed with its problems, none when it is in force. */
    CompletionStage<List<String>> reload() {
        return CompletableFuture.supplyAsync(this::take, reading);
    }

    private List<String> take() {
        content = bytes(options.configFile()).orElse(new byte[0]);
        List<String> problems = problems();
        successful = problems.isEmpty();
        if (successful) {
            successSeconds = clock.millis() / 1000.0;
        }
        problems.forEach(problem -> LOG.error("{}", problem));
        return problems;
    }

    private List<String> problems() {
        Reading<ProxySpec> read = ConfigReader.read(options.configFile(), options.environment());
        Optional<ProxySpec> next = read.value();
        if (next.isEmpty()) {
            return read.problemLines("the running configuration is unchanged");
        }
        if (next.get().equals(spec)) {
            LOG.info("{} says what it said before", options.configFile());
            return List.of();
        }
        List<String> fixed = fixed(spec, next.get());
        return fixed.isEmpty() ? adopt(next.get()) : fixed;
    }

    private List<String> adopt(ProxySpec next) {
        try {
            plane.use(ForceKeys.read(next.services(), options.environment()));
            control.reload(next).toCompletableFuture().join();
            spec = next;
            LOG.info("{} is in force", options.configFile());
            return List.of();
        } catch (IOException | RuntimeException e) {
            return List.of(options.configFile() + ": " + e.getMessage() + "; the running configuration is unchanged");
        }
    }

    /** What sockets and files were opened with stays until a restart. */
    private List<String> fixed(ProxySpec before, ProxySpec after) {
        List<String> problems = new ArrayList<>();
        fixed("listeners", sockets(before), sockets(after), problems);
        fixed("admin", before.admin(), after.admin(), problems);
        fixed("probes", before.probes(), after.probes(), problems);
        fixed("state", before.state(), after.state(), problems);
        return problems;
    }

    /** Listeners without what may change while they are open. */
    private static List<ListenerSpec> sockets(ProxySpec spec) {
        return spec.listeners().stream()
                .map(listener -> new ListenerSpec(listener.name(), listener.address()))
                .toList();
    }

    private void fixed(String key, Object before, Object after, List<String> problems) {
        if (!before.equals(after)) {
            problems.add(options.configFile() + ": " + key
                    + ": changes with a restart only; the running configuration is unchanged");
        }
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
