package io.dimmer.route;

import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What rules over headers cost: routes of one and the same path, told apart by the value of a header. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeaderRuleBenchmark {
    private static final int HEADS = 256;

    /** How many rules there are; they are tried one after the other. */
    @Param({"1", "10", "100"})
    public int rules;

    private final RequestHead[] heads = new RequestHead[HEADS];
    private final InetAddress client = InetAddress.getLoopbackAddress();
    private RouteTable table = new Routes().table();
    private int next;

    /** Makes table and requests; each rule is met equally often. */
    @Setup
    public void compile() {
        Routes all = new Routes().route("rest", Routes.prefix("/"));
        for (int i = 0; i < rules; i++) {
            all.route("r" + i, Routes.prefix("/cart").header("X-Client", Routes.is("client-" + i)));
        }
        table = all.table();
        for (int i = 0; i < HEADS; i++) {
            heads[i] = TestHead.of(
                    "/cart/items?page=2",
                    "Host: shop.example",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
                    "Accept: text/html,application/xhtml+xml",
                    "X-Client: client-" + i % rules);
        }
    }

    /** Finds the route of the next request. */
    @Benchmark
    public @Nullable Route findByHeader() {
        next = (next + 1) % HEADS;
        return table.find(heads[next], client);
    }
}
