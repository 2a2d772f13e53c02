package io.dimmer.server.warmup;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.server.ProxyServer;
import io.dimmer.server.ServerOptions;
import io.dimmer.time.ElapsedTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests through a second proxy in this process, on loopback ports that nobody knows, so that the code which the
 * first users need has been compiled when {@code /ready} says yes. Nothing of it is seen outside: it has an upstream, a
 * configuration, counters and evidence of its own, keeps no state, and is gone afterwards.
 */
public final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    /** More of them make nothing faster. */
    private static final int ENOUGH = 40_000;

    /** What most files use: a split by a header, a guard, metrics. */
    private static final String FILE = """
            listeners:
              - {name: warm-up, address: "127.0.0.1:0"}
            admin: {address: "127.0.0.1:0"}
            state: {dir: none}
            services:
              warm-up:
                stable: blue
                versions:
                  blue: {endpoints: ["127.0.0.1:%1$d"], weight: 90}
                  canary: {endpoints: ["127.0.0.1:%1$d"], weight: 10}
                sticky: {by: [{header: X-User-Id}, {cookie: uid}]}
            """;

    private WarmUp() {}

    /**
     * Warms up. Blocks; what goes wrong is logged and keeps nobody from starting.
     *
     * @param most how long it may take; nothing happens when it is zero
     * @return how many requests were answered
     */
    public static int run(Duration most) {
        return run(most, ENOUGH);
    }

    static int run(Duration most, int enough) {
        if (most.isZero()) {
            return 0;
        }
        long endNanos = ElapsedTime.SYSTEM.nanos() + most.toNanos();
        try (Echo upstream = Echo.open()) {
            ProxyServer proxy = ProxyServer.start(spec(upstream.port()), options());
            try {
                int port = proxy.listeners().get(0).address().getPort();
                return Drill.send(port, enough, most, () -> ElapsedTime.SYSTEM.nanos() - endNanos >= 0);
            } finally {
                proxy.stop();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the first requests may be slow, for warming up failed: {}", e.toString());
            return 0;
        }
    }

    private static ProxySpec spec(int upstreamPort) {
        String text = FILE.formatted(upstreamPort);
        return ConfigReader.read(text, Path.of("warm-up.yaml"), Map.of())
                .value()
                .orElseThrow(() -> new IllegalStateException("the configuration for warming up is not valid"));
    }

    private static ServerOptions options() {
        ServerOptions usual =
                ServerOptions.of(Path.of("warm-up.yaml"), Map.of("DIMMER_EVENT_LOOPS", "1"), Optional.empty());
        return usual.lookingEvery(Duration.ZERO);
    }
}
