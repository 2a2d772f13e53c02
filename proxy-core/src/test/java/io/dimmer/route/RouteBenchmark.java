package io.dimmer.route;

import io.dimmer.config.edge.PathMatch;
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

/** What finding a route costs, among one and among ten thousand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RouteBenchmark {
    private static final int HEADS = 256;

    /** How many routes there are, a quarter each by exact path, prefix, host and wildcard; and one for the rest. */
    @Param({"1", "10", "1000", "10000"})
    public int routes;

    private final RequestHead[] heads = new RequestHead[HEADS];
    private final InetAddress client = InetAddress.getLoopbackAddress();
    private RouteTable table = new Routes().table();
    private int next;

    /** Makes table and requests. */
    @Setup
    public void compile() {
        Routes all = new Routes().route("rest", Routes.prefix("/"));
        for (int i = 1; i < routes; i++) {
            all.route("r" + i, match(i));
        }
        table = all.table();
        for (int i = 0; i < HEADS; i++) {
            heads[i] = head(1 + i * Math.max(1, routes / HEADS));
        }
    }

    private static Routes.Match match(int number) {
        return switch (number % 4) {
            case 0 -> Routes.exact("/exact/path/" + number);
            case 1 -> Routes.prefix("/prefix/" + number);
            case 2 -> Routes.hosts("host" + number + ".example");
            default -> Routes.hosts("*.wild" + number + ".example").path(PathMatch.Kind.PREFIX, "/wild");
        };
    }

    private static RequestHead head(int number) {
        return switch (number % 4) {
            case 0 -> TestHead.of("/exact/path/" + number + "?page=2", "Host: shop.example");
            case 1 -> TestHead.of("/prefix/" + number + "/items/17", "Host: shop.example");
            case 2 -> TestHead.of("/cart/items", "Host: host" + number + ".example:8080");
            default -> TestHead.of("/wild/items", "Host: www.wild" + number + ".example");
        };
    }

    /** Finds the route of the next request. */
    @Benchmark
    public @Nullable Route find() {
        next = (next + 1) % HEADS;
        return table.find(heads[next], client);
    }
}
