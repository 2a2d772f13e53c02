package io.dimmer.server;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.loop.Collected;
import io.dimmer.control.loop.ControlPlane;
import io.dimmer.control.loop.ControlQueue;
import io.dimmer.control.loop.DataPlane;
import io.dimmer.control.loop.Surroundings;
import io.dimmer.control.loop.Tallies;
import io.dimmer.control.state.ServiceState;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import io.dimmer.journal.StateStore;
import io.dimmer.judge.HoldReason;
import io.dimmer.judge.Thresholds;
import io.dimmer.measure.Recorder;
import io.dimmer.measure.loop.LoopRecorder;
import io.dimmer.measure.loop.Roster;
import io.dimmer.time.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a tick of the guard costs, for all services together: the hand-over of an event loop, windows advanced, trials
 * judged, the pictures for admin taken, the way to the control thread and back included. Before each tick every service
 * has had requests; time is moved by hand, a quarter of a second for each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TickBenchmark {
    private static final Duration TICK = Duration.ofMillis(250);
    private static final long ANSWER_NANOS = 3_000_000;
    private static final int SPREAD_NANOS = 4_000_000;
    private static final int BAD_OF = 1_000;
    private static final int CANARY_OF = 20;
    private static final RequestHead HEAD = TestHead.of("/");

    /** How many services there are, each with a stable version and a canary on trial. */
    @Param("100")
    public int services;

    /** Requests of each service between two ticks: 25 are 10 000 a second for all of a hundred. */
    @Param({"0", "3", "25", "100"})
    public int requests;

    private final ManualTime time = new ManualTime();
    private final Plane plane = new Plane(time);
    private final ControlQueue queue = ControlQueue.start();
    private final SplittableRandom random = new SplittableRandom(7);
    private final InetAddress client = InetAddress.getLoopbackAddress();
    private long ticks;
    private volatile long ticked;

    private void start(int count) {
        StringBuilder yaml = new StringBuilder("listeners: [{name: edge, address: 127.0.0.1:0}]\nservices:\n");
        for (int i = 0; i < count; i++) {
            yaml.append("  s%d: {stable: blue, versions: {blue: {endpoints: [127.0.0.1:1], weight: 95}, ".formatted(i))
                    .append("canary: {endpoints: [127.0.0.1:2], weight: 5}}}\n");
        }
        yaml.append("routes: [{name: all, match: [{path: {prefix: /}}], service: s0}]\n");
        ProxySpec spec = RunningProxy.read(Path.of("dimmer.yaml").toAbsolutePath(), yaml.toString());
        try {
            Surroundings around = new Surroundings(plane, new Silent(), time, time, time);
            var unused = ControlPlane.start(spec, queue, around, StateStore.none(), now -> "", () -> true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins to judge. */
    @Setup(Level.Trial)
    public void begin() {
        start(services);
        tick();
    }

    /** Ends the control thread. */
    @TearDown(Level.Trial)
    public void end() {
        queue.close();
    }

    /** Requests as they come: one in twenty on the canary, one in a thousand fails. */
    @Setup(Level.Invocation)
    public void serve() {
        for (Roster.Service service : plane.recorder.roster().services()) {
            for (int i = 0; i < requests; i++) {
                request(service, i % CANARY_OF == 0 ? 1 : 0);
            }
        }
    }

    private void request(Roster.Service service, int version) {
        LoopRecorder loop = plane.recorder.loop(0);
        long end = time.nanos();
        long start = end - ANSWER_NANOS - random.nextInt(SPREAD_NANOS);
        boolean bad = random.nextInt(BAD_OF) == 0;
        Exchange exchange = new Exchange(HEAD, client, false, start);
        exchange.routed(0, service.number());
        exchange.keyed(0, random.nextLong());
        exchange.assigned(version, service.versions().get(version).number(), AssignmentReason.HASH, plane.split);
        exchange.attempted(start);
        loop.assigned(exchange);
        exchange.answered(bad ? 503 : 200, end);
        loop.answered(exchange);
        Outcome outcome = bad ? Outcome.UPSTREAM_ERROR : Outcome.ANSWERED;
        exchange.attemptEnded(outcome);
        exchange.end(outcome, bad ? 503 : 200, end);
        loop.attemptEnded(exchange);
        loop.ended(exchange);
    }

    /** One tick, until the control thread is through with it. Nobody looks at the pictures, so that none is drawn. */
    @Benchmark
    public long tick() {
        time.pass(TICK);
        // The tick overtook what waits; this comes after it.
        long number = ++ticks;
        queue.execute(() -> ticked = number);
        while (ticked != number) {
            Thread.onSpinWait();
        }
        return number;
    }

    /** The recorder of one event loop, and nothing behind it. */
    private static final class Plane implements DataPlane {
        private final Recorder recorder;
        private final LiveNumbers numbers = new LiveNumbers();
        private int split;

        Plane(ManualTime time) {
            recorder = new Recorder(List.of(Runnable::run), Runnable::run, time, InstantSource.system());
        }

        @Override
        public void publish(ProxySpec spec, List<ServiceState> states) {
            split = states.get(0).splitNumber();
            recorder.adopt(new Roster(states.stream().map(this::service).toList(), List.of()));
        }

        private Roster.Service service(ServiceState state) {
            return new Roster.Service(
                    numbers.of(state.name()),
                    state.name(),
                    number(state.name(), state.stable()),
                    state.standings().stream()
                            .map(s -> new Roster.Version(number(state.name(), s.name()), s.name(), s.build()))
                            .toList(),
                    state.spec().guard().errors().count());
        }

        @Override
        public CompletionStage<Collected> collect(Map<ServiceName, Thresholds> thresholds) {
            return recorder.collect(thresholds).thenApply(LiveCollected::new);
        }

        @Override
        public int number(ServiceName service, VersionName version) {
            return numbers.of(service, version);
        }

        @Override
        public int running(ServiceName service, VersionName version) {
            return 0;
        }

        @Override
        public int streams(ServiceName service, VersionName version) {
            return 0;
        }

        @Override
        public void leave(ServiceName service, VersionName version, Duration spread) {}

        @Override
        public void stay(ServiceName service, VersionName version) {}

        @Override
        public void cut(ServiceName service, VersionName version) {}
    }

    private static final class Silent implements Tallies {
        @Override
        public void drained(ServiceName service, VersionName version, String cause) {}

        @Override
        public void held(ServiceName service, VersionName version, HoldReason reason) {}

        @Override
        public void trialBegan(ServiceName service, VersionName version) {}
    }
}
