package io.dimmer.loadtest.scenario;

import io.dimmer.loadtest.demo.proxy.AdminPort;
import io.dimmer.loadtest.demo.proxy.CanaryView;
import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.proxy.Ports;
import io.dimmer.loadtest.demo.proxy.ProxyJar;
import io.dimmer.loadtest.demo.proxy.ProxyProcess;
import io.dimmer.loadtest.generate.AnswerListener;
import io.dimmer.loadtest.generate.LoadPlan;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.request.RequestTemplate;
import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.dimmer.loadtest.request.Users;
import io.dimmer.loadtest.schedule.Arrivals;
import io.dimmer.loadtest.schedule.RateProfile;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.warmup.WarmUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a scenario is played: two services in this process, blue which is stable and the canary, a proxy in front of them as
 * a process of its own, and users. Ports are free ones, and everything is gone afterwards. One thread.
 */
final class House implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(House.class);

    static final int USERS = 5_000;
    static final double RATE = 400;

    private static final Duration ENDLESS = Duration.ofDays(1);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final RateProfile REHEARSAL = RateProfile.ramp(20, 300, Duration.ofSeconds(3));
    private static final long LOOK_MILLIS = 50;
    private static final int READY_LOOKS = 600;
    private static final Behaviour HEALTHY =
            Behaviour.healthy().taking(Duration.ofMillis(4), 0.3).sending(300).slowedBy(Duration.ofMillis(80));

    private final Map<String, String> environment;
    private final Path folder;
    private final FakeUpstream blue;
    private final FakeUpstream canary;
    private final int edgePort;
    private final int adminPort;
    private final AdminPort admin;
    private final List<AutoCloseable> parts = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Thread takeDown = new Thread(this::takeDown, "scenario-take-down");

    private House(Map<String, String> environment) throws IOException, DemoRefusal {
        this.environment = environment;
        this.folder = Files.createTempDirectory("dimmer-scenario");
        Runtime.getRuntime().addShutdownHook(takeDown);
        parts.add(this::deleteFolder);
        this.blue = start("blue", 1);
        this.canary = start("canary", 2);
        this.edgePort = Ports.choose("port", OptionalInt.of(0), 0, line -> {});
        this.adminPort = Ports.choose("port", OptionalInt.of(0), 0, line -> {});
        this.admin = new AdminPort(adminPort);
    }

    static House build(Map<String, String> environment) throws IOException, DemoRefusal {
        return new House(environment);
    }

    FakeUpstream blue() {
        return blue;
    }

    FakeUpstream canary() {
        return canary;
    }

    AdminPort admin() {
        return admin;
    }

    InetSocketAddress edge() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), edgePort);
    }

    static Behaviour healthy() {
        return HEALTHY;
    }

    /**
     * Writes the configuration: the weight of the canary beside 100 of blue, and more lines for the top of the file. A
     * machine that is busy with something else may keep a connection waiting for a second; that is not what the stories
     * are about.
     */
    void configure(int canaryWeight, String more) throws IOException {
        String text = String.join(
                "\n",
                "listeners:",
                "  - {name: edge, address: 127.0.0.1:" + edgePort + "}",
                "admin: {address: 127.0.0.1:" + adminPort + "}",
                more,
                "services:",
                "  shop:",
                "    stable: blue",
                "    versions:",
                "      blue: {endpoints: [" + blue.endpoint() + "], weight: 100}",
                "      canary: {endpoints: [" + canary.endpoint() + "], weight: " + canaryWeight + "}",
                "    sticky: {by: [{header: X-User-Id}]}",
                "    expose: everyone",
                "    drain: {deadline: 10s}",
                "    timeouts: {connect: 10s}",
                "");
        Path next = Files.writeString(folder.resolve("next.yaml"), text);
        Files.move(next, folder.resolve("dimmer.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Starts the proxy, waits until it is ready, and lets forced requests, which judge nothing, make its code warm: a guard
     * that learned from a cold proxy what is slow would take anything for fast.
     */
    ProxyProcess startProxy() throws DemoRefusal, IOException, InterruptedException {
        Path jar = ProxyJar.find(Optional.empty(), environment, ProxyJar.own());
        Path state = Files.createDirectory(folder.resolve("state"));
        ProxyProcess proxy = ProxyProcess.start(
                jar, folder.resolve("dimmer.yaml"), state, environment.getOrDefault("DIMMER_JAVA_OPTS", ""));
        parts.add(proxy);
        WarmUp.run(WARM_UP);
        for (int looks = 0; !admin.ready(); looks++) {
            proxy.requireAlive();
            if (looks == READY_LOOKS) {
                throw new DemoRefusal(
                        "the proxy was not ready in time; it said:\n  " + String.join("\n  ", proxy.lastLines()));
            }
            pause();
        }
        for (String version : List.of("blue", "canary")) {
            List<Header> forced = List.of(new Header("X-Dimmer-Version", version));
            try (OpenLoopGenerator rehearsal = send(forced, REHEARSAL, 1_000, AnswerListener.NONE)) {
                rehearsal.finished().join();
            }
        }
        return proxy;
    }

    /** Everybody's requests until it is stopped. */
    OpenLoopGenerator users(AnswerListener listener) {
        return send(List.of(), RateProfile.constant(RATE, ENDLESS), 1_000, listener);
    }

    /** Requests of this profile over at most so many connections. */
    OpenLoopGenerator send(RateProfile profile, int connections, AnswerListener listener) {
        return send(List.of(), profile, connections, listener);
    }

    /** Waits a moment. */
    void pause() throws InterruptedException {
        var unused = never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Lets it go on for so long. */
    void pause(double seconds) throws InterruptedException {
        var unused = never.await(Math.round(seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    interface Condition {
        boolean holds(CanaryView canary) throws InterruptedException;
    }

    /** Looks at the canary until this holds, at most so long; the last look. */
    CanaryView lookUntil(Condition condition, double seconds) throws InterruptedException {
        CanaryView seen = CanaryView.UNKNOWN;
        for (long left = Math.round(seconds * 1000 / LOOK_MILLIS); left > 0; left--) {
            seen = admin.canary().orElse(seen);
            if (condition.holds(seen)) {
                return seen;
            }
            pause();
        }
        return seen;
    }

    @Override
    public void close() {
        takeDown();
        try {
            Runtime.getRuntime().removeShutdownHook(takeDown);
        } catch (IllegalStateException ending) {
            // The process is ending, and what it had to take down is down.
            never.countDown();
        }
    }

    private FakeUpstream start(String name, long seed) throws IOException {
        FakeUpstream upstream =
                FakeUpstream.start(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), HEALTHY, seed);
        parts.add(upstream);
        return upstream;
    }

    private OpenLoopGenerator send(
            List<Header> headers, RateProfile profile, int connections, AnswerListener listener) {
        List<Header> all = new ArrayList<>(List.of(new Header("Host", "127.0.0.1:" + edgePort)));
        all.addAll(headers);
        RequestTemplate requests = RequestTemplate.of("GET", "/", all, "X-User-Id", Users.uniform(USERS, 1));
        LoadPlan plan = LoadPlan.of(edge(), Arrivals.even(profile), requests).withConnections(connections);
        return OpenLoopGenerator.start(plan, listener);
    }

    private synchronized void takeDown() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            try {
                parts.get(i).close();
            } catch (Exception e) {
                // The others have to be taken down all the same.
                LOG.warn("could not take down {}", parts.get(i), e);
            }
        }
        parts.clear();
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
