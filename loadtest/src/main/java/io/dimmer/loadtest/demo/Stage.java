package io.dimmer.loadtest.demo;

import io.dimmer.loadtest.demo.proxy.AdminPort;
import io.dimmer.loadtest.demo.proxy.DemoConfiguration;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.proxy.Ports;
import io.dimmer.loadtest.demo.proxy.ProxyJar;
import io.dimmer.loadtest.demo.proxy.ProxyProcess;
import io.dimmer.loadtest.demo.story.Screen;
import io.dimmer.loadtest.warmup.WarmUp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that has to stand before the play begins: the three services, a folder with the configuration, and the proxy
 * as a child process that is ready. Closing it takes everything down again, whatever of it stands by then.
 */
final class Stage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int USUAL_EDGE = 8080;
    private static final int USUAL_ADMIN = 9901;
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final int READY_SECONDS = 60;
    private static final long LOOK_MILLIS = 50;

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ArrayDeque<AutoCloseable> standing = new ArrayDeque<>();
    private final int edgePort;
    private final int adminPort;
    private final AdminPort admin;

    Stage(DemoOptions options, Screen screen) throws DemoRefusal {
        this.edgePort = Ports.choose("--port", options.port(), USUAL_EDGE, screen::line);
        this.adminPort = Ports.choose("--admin-port", options.adminPort(), USUAL_ADMIN, screen::line);
        if (edgePort == adminPort) {
            throw new DemoRefusal("--port and --admin-port: found " + edgePort + " twice, expected two ports");
        }
        this.admin = new AdminPort(adminPort);
    }

    int edgePort() {
        return edgePort;
    }

    String edgeUrl() {
        return "http://127.0.0.1:" + edgePort + "/";
    }

    AdminPort admin() {
        return admin;
    }

    /** What commands need in order to find the proxy. */
    String adminFlag() {
        return adminPort == USUAL_ADMIN ? "" : " --admin http://127.0.0.1:" + adminPort;
    }

    /** Takes down this as well, before everything that stood earlier; at once when all has been taken down. */
    <T extends AutoCloseable> T stands(T part) {
        boolean late;
        synchronized (standing) {
            late = stopped.getCount() == 0;
            standing.addFirst(part);
        }
        if (late) {
            close();
        }
        return part;
    }

    /** Starts the proxy in front of these services and waits until it is ready. */
    ProxyProcess startProxy(DemoOptions options, Upstreams upstreams, Map<String, String> environment)
            throws DemoRefusal, IOException, InterruptedException {
        Path jar = ProxyJar.find(options.proxyJar(), environment, ProxyJar.own());
        Path folder = Files.createTempDirectory("dimmer-demo");
        stands(() -> delete(folder));
        Path state = Files.createDirectory(folder.resolve("state"));
        Path file = folder.resolve("dimmer.yaml");
        Files.writeString(file, configuration(upstreams, state, options.seed()).yaml());
        ProxyProcess proxy =
                stands(ProxyProcess.start(jar, file, state, environment.getOrDefault("DIMMER_JAVA_OPTS", "")));
        WarmUp.run(WARM_UP);
        for (long waited = 0; !admin.ready(); waited += LOOK_MILLIS) {
            pause(LOOK_MILLIS);
            proxy.requireAlive();
            if (waited > TimeUnit.SECONDS.toMillis(READY_SECONDS)) {
                throw new DemoRefusal("the proxy was not ready within " + READY_SECONDS + " s; it said:\n  "
                        + String.join("\n  ", proxy.lastLines()));
            }
        }
        return proxy;
    }

    private DemoConfiguration configuration(Upstreams upstreams, Path state, long seed) {
        return new DemoConfiguration(
                edgePort,
                adminPort,
                upstreams.blue().endpoint(),
                upstreams.green().endpoint(),
                upstreams.canary().endpoint(),
                state,
                seed);
    }

    /**
     * Waits for so long.
     *
     * @throws InterruptedException when everything was taken down meanwhile or before
     */
    void pause(long millis) throws InterruptedException {
        if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("taken down");
        }
    }

    @Override
    public void close() {
        stopped.countDown();
        for (AutoCloseable part : parts()) {
            try {
                part.close();
            } catch (Exception e) {
                // The others have to be taken down all the same.
                LOG.warn("could not take down {}", part, e);
            }
        }
    }

    private List<AutoCloseable> parts() {
        synchronized (standing) {
            List<AutoCloseable> parts = List.copyOf(standing);
            standing.clear();
            return parts;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
