package io.dimmer.loadtest.demo;

import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The three services behind the proxy: on real sockets, in this process, alike until the canary turns bad. */
record Upstreams(FakeUpstream blue, FakeUpstream green, FakeUpstream canary) implements AutoCloseable {
    /** What a slow canary adds to each answer. */
    static final Duration SLOWNESS = Duration.ofMillis(80);

    private static final Behaviour HEALTHY =
            Behaviour.healthy().taking(Duration.ofMillis(4), 0.3).sending(300).slowedBy(SLOWNESS);

    static Upstreams start(long seed) throws IOException {
        return new Upstreams(start("blue", seed), start("green", seed + 1), start("canary", seed + 2));
    }

    /** The canary meets this fault from now on. */
    void turn(Fault fault) throws IOException {
        canary.behave(HEALTHY.with(fault));
    }

    @Override
    public void close() {
        List.of(blue, green, canary).forEach(FakeUpstream::close);
    }

    private static FakeUpstream start(String name, long seed) throws IOException {
        return FakeUpstream.start(name, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), HEALTHY, seed);
    }
}
