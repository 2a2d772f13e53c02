package io.dimmer.server;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.loop.ControlPlane;
import io.dimmer.control.loop.ControlQueue;
import io.dimmer.control.loop.Surroundings;
import io.dimmer.control.loop.Tallies;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.VersionState;
import io.dimmer.journal.StateStore;
import io.dimmer.judge.HoldReason;
import io.dimmer.listen.limit.HouseRules;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import io.dimmer.measure.Recorder;
import io.dimmer.pipeline.Edge;
import io.dimmer.pipeline.EdgeOptions;
import io.dimmer.pipeline.Tuning;
import io.dimmer.server.file.ForceKeys;
import io.dimmer.time.ElapsedTime;
import io.dimmer.wire.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after a verdict of the guard the last request is given to the drained version, under load: both
 * planes of a proxy in this process, the verdict timed when the control thread asks what time it is, to write it beside
 * the drain that it is about to make, assignments where the recorder hears of them. Prints a line for each round: its
 * number, microseconds (0: none came after the verdict), requests after it, requests that it was given before, and
 * processor time of the control thread, in microseconds, until the new split was in force.
 */
public final class VerdictDelay {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final VersionName CANARY = new VersionName("canary");
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP_ROUNDS = 3;
    private static final int CLIENTS = 16;
    private static final int AFTERWARDS = 3_000;
    private static final long PAUSE_NANOS = 1_000_000;
    private static final int LOOPS = 2;

    private final AtomicLong verdictNanos = new AtomicLong();
    private final AtomicLong controlNanos = new AtomicLong();
    private final List<Heard> heard = new ArrayList<>();
    private final LiveNumbers numbers = new LiveNumbers();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean started;
    private volatile boolean over;

    private VerdictDelay() {}

    /** Measures; the argument is the number of rounds. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(arguments[0]);
        for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
            VerdictDelay one = new VerdictDelay();
            String result = one.measure();
            if (round > 0) {
                System.out.println(round + "\t" + result);
            }
        }
    }

    private String measure() throws IOException, InterruptedException {
        try (FakeUpstream blue = FakeUpstream.start("blue");
                FakeUpstream canary = FakeUpstream.start("canary");
                ControlQueue queue = ControlQueue.start()) {
            blue.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
            canary.behave(Behaviour.healthy().taking(Duration.ZERO, 0).with(Fault.ERRORS));
            ProxySpec spec = spec(blue, canary);
            AtomicReference<Recorder> recorder = new AtomicReference<>();
            try (Edge edge = edge(spec, recorder)) {
                recorder.set(new Recorder(edge.executors(), queue, ElapsedTime.SYSTEM, InstantSource.system()));
                ForceKeys keys = new ForceKeys(Map.of());
                LivePlane plane = new LivePlane(edge, recorder.get(), numbers, keys, queue);
                Surroundings around =
                        new Surroundings(plane, new Drained(controlNanos), this::asked, ElapsedTime.SYSTEM, queue);
                ControlPlane control =
                        ControlPlane.start(spec, queue, around, StateStore.none(), now -> "", () -> true);
                started = true;
                int port = edge.listen(spec.listeners().get(0)).address().getPort();
                load(port, control);
            }
        }
        return result();
    }

    /** Nobody asks between the start and the drain. */
    private Instant asked() {
        if (started && verdictNanos.compareAndSet(0, System.nanoTime())) {
            controlNanos.set(-PROCESSOR.getCurrentThreadCpuTime());
        }
        return Instant.now();
    }

    private static ProxySpec spec(FakeUpstream blue, FakeUpstream canary) {
        return RunningProxy.read(
                Path.of("dimmer.yaml").toAbsolutePath(), """
                listeners: [{name: edge, address: 127.0.0.1:0}]
                services:
                  shop:
                    stable: blue
                    versions:
                      blue: {endpoints: [%s], weight: 50}
                      canary: {endpoints: [%s], weight: 50}
                    sticky: {by: [{header: X-User-Id}]}
                """.formatted(blue.endpoint(), canary.endpoint()));
    }

    private Edge edge(ProxySpec spec, AtomicReference<Recorder> recorder) {
        for (int i = 0; i < LOOPS; i++) {
            heard.add(new Heard(numbers.of(SHOP, CANARY), verdictNanos));
        }
        return Edge.of(new EdgeOptions(
                LOOPS,
                Transport.best(),
                HouseRules.of(spec),
                loop -> heard.get(loop).before(recorder.get().loop(loop)),
                ElapsedTime.SYSTEM,
                InstantSource.system(),
                Tuning.DEFAULT));
    }

    /** Users come until the version is drained, and then for a while longer. */
    private void load(int port, ControlPlane control) throws InterruptedException {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Thread client = new Thread(() -> ask(port, number), "client-" + i);
            client.start();
            clients.add(client);
        }
        while (state(control).equals(Optional.of(VersionState.READY))) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        long enough = answers.get() + AFTERWARDS;
        while (answers.get() < enough) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        over = true;
        for (Thread client : clients) {
            client.join();
        }
    }

    private static Optional<VersionState> state(ControlPlane control) {
        return control.service(SHOP).flatMap(s -> s.version(CANARY)).map(v -> v.state());
    }

    private void ask(int port, int number) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            for (int i = 0; !over; i++) {
                String request = "GET / HTTP/1.1\r\nHost: shop\r\nX-User-Id: user-" + number + "-" + i + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                // The small answers of the upstreams come in one piece, for they were written as one.
                if (in.read(buffer) < 0) {
                    throw new IOException("closed");
                }
                answers.incrementAndGet();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String result() {
        long last = heard.stream().mapToLong(h -> h.lastNanos).max().orElse(0);
        long after = heard.stream().mapToLong(h -> h.afterVerdict.sum()).sum();
        long before = heard.stream().mapToLong(h -> h.beforeVerdict.sum()).sum();
        long micros = Math.max(0, last - verdictNanos.get()) / 1_000;
        return micros + "\t" + after + "\t" + before + "\t" + controlNanos.get() / 1_000;
    }

    /** Notes when its loop gives a request to the version. */
    private static final class Heard implements ExchangeListener {
        private final int version;
        private final AtomicLong verdictNanos;
        private volatile long lastNanos;
        private final LongAdder afterVerdict = new LongAdder();
        private final LongAdder beforeVerdict = new LongAdder();

        Heard(int version, AtomicLong verdictNanos) {
            this.version = version;
            this.verdictNanos = verdictNanos;
        }

        @Override
        public void assigned(Exchange exchange) {
            if (exchange.version() == version) {
                lastNanos = System.nanoTime();
                if (verdictNanos.get() == 0) {
                    beforeVerdict.increment();
                } else {
                    afterVerdict.increment();
                }
            }
        }
    }

    /** Told on the control thread as soon as the new split is in force. */
    private record Drained(AtomicLong control) implements Tallies {
        @Override
        public void drained(ServiceName service, VersionName version, String cause) {
            control.addAndGet(PROCESSOR.getCurrentThreadCpuTime());
        }

        @Override
        public void held(ServiceName service, VersionName version, HoldReason reason) {}

        @Override
        public void trialBegan(ServiceName service, VersionName version) {}
    }
}
