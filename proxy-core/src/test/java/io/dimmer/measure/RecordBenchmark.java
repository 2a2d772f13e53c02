package io.dimmer.measure;

import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.Outcome;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import io.dimmer.judge.Thresholds;
import io.dimmer.measure.loop.LoopRecorder;
import io.dimmer.measure.loop.Probe;
import io.dimmer.time.ElapsedTime;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What writing down one request costs, from its assignment to its end, with a hand-over after every 2 000. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordBenchmark {
    private static final int HANDOVER = 2_000;

    private final Recorder recorder =
            new Recorder(List.of(Runnable::run), Runnable::run, ElapsedTime.SYSTEM, InstantSource.system());
    private final LoopRecorder loop = recorder.loop(0);
    private final RequestHead head = TestHead.of("/");
    private final InetAddress client = InetAddress.getLoopbackAddress();
    private final Map<ServiceName, Thresholds> thresholds = Map.of(new ServiceName("shop"), Probe.thresholds());
    private long count;

    /** Begins to judge. */
    @Setup
    public void begin() {
        recorder.adopt(Probe.roster(Probe.ALL_ERRORS));
        recorder.collect(thresholds);
    }

    /** The exchange alone: what has to be subtracted. */
    @Benchmark
    public Exchange exchangeAlone() {
        return request(++count);
    }

    /** The exchange, and everything that is written down about it. */
    @Benchmark
    public Exchange record() {
        long now = ++count * 1_000;
        Exchange exchange = request(count);
        loop.assigned(exchange);
        exchange.answered(200, now + 3_000_000 + (count & 0xFFFF));
        loop.answered(exchange);
        exchange.attemptEnded(Outcome.ANSWERED);
        exchange.end(Outcome.ANSWERED, 200, now + 3_100_000);
        loop.attemptEnded(exchange);
        loop.ended(exchange);
        if (count % HANDOVER == 0) {
            recorder.collect(thresholds);
        }
        return exchange;
    }

    private Exchange request(long number) {
        long now = number * 1_000;
        Exchange exchange = new Exchange(head, client, false, now);
        exchange.routed(Probe.ROUTE, Probe.SHOP);
        exchange.keyed(0, number * 0x9E3779B97F4A7C15L);
        exchange.assigned((int) (number & 1), Probe.BLUE + (int) (number & 1), AssignmentReason.HASH, 1);
        exchange.attempted(now);
        return exchange;
    }
}
