package io.dimmer.assign;

import io.dimmer.config.service.KeySource;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
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

/** What choosing a version costs: with an id in a header, in a cookie, with nothing but the client's address, and when it is forced. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AssignBenchmark {
    private static final int USERS = 1_024;

    /** Where the key is. */
    @Param({"header", "cookie", "address4", "address6", "forced"})
    public String key = "header";

    private final Exchange[] exchanges = new Exchange[USERS];
    private final AssignLoop loop =
            new AssignLoop(new ExchangeListener() {}, () -> 42, InstantSource.fixed(Instant.EPOCH));
    private final Assigner assigner = Fleet.of("blue", 50)
            .and("green", 45)
            .and("canary", 5)
            .sticky(
                    "spring-2026",
                    new KeySource(KeySource.Kind.HEADER, "X-User-Id"),
                    new KeySource(KeySource.Kind.COOKIE, "uid"),
                    KeySource.CLIENT_ADDRESS)
            .assigner();

    private int next;

    /** Makes the requests. */
    @Setup
    public void requests() throws UnknownHostException {
        for (int user = 0; user < USERS; user++) {
            exchanges[user] = new Exchange(head(user), InetAddress.getByName(address(user)), false, 0);
        }
    }

    /** Who forces is on this machine, for others may not. */
    private String address(int user) {
        return switch (key) {
            case "address6" -> "2001:db8:" + Integer.toHexString(user + 1) + "::1";
            case "forced" -> "127.0.0.1";
            default -> "10.0.3." + user % 256;
        };
    }

    private RequestHead head(int user) {
        String header = switch (key) {
            case "header" -> "X-User-Id: user-" + user;
            case "forced" -> "X-Dimmer-Version: canary";
            default -> "X-Other: user-" + user;
        };
        String cookie = key.equals("cookie") ? "Cookie: theme=dark; uid=user-" + user : "Cookie: theme=dark; lang=de";
        return TestHead.of(
                "GET /cart/items?page=2",
                "Host: shop.example",
                "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
                "Accept: text/html,application/xhtml+xml",
                "Accept-Language: de,en;q=0.7",
                "Accept-Encoding: gzip, deflate, br",
                header,
                cookie,
                "Connection: keep-alive");
    }

    /** Chooses the version of the next user. */
    @Benchmark
    public Assigned assign() {
        next = (next + 1) % USERS;
        return assigner.assign(exchanges[next], loop);
    }
}
