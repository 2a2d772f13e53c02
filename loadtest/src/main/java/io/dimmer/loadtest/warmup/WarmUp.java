package io.dimmer.loadtest.warmup;

import io.dimmer.loadtest.generate.AnswerListener;
import io.dimmer.loadtest.generate.LoadPlan;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.request.RequestTemplate;
import io.dimmer.loadtest.request.Users;
import io.dimmer.loadtest.schedule.Arrivals;
import io.dimmer.loadtest.schedule.RateProfile;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * A short run against a fake upstream of this process, whose results are thrown away. Without it the first requests of a run
 * load classes and are interpreted, a generator is late by a fifth of a second, and the run would be void.
 */
public final class WarmUp {
    private static final double RATE = 2_000;
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private WarmUp() {}

    /** Warms up for about this long; nothing but this process is loaded. */
    public static void run(Duration length) throws IOException {
        try (FakeUpstream target = FakeUpstream.start("warm-up")) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port());
            RequestTemplate requests = RequestTemplate.of(
                    "GET",
                    "/",
                    List.of(new RequestTemplate.Header("Host", "warm-up")),
                    "X-User-Id",
                    Users.uniform(1_000, 1));
            LoadPlan plan = LoadPlan.of(address, Arrivals.even(RateProfile.constant(RATE, length)), requests)
                    .withInterval(INTERVAL);
            try (OpenLoopGenerator generator = OpenLoopGenerator.start(plan, AnswerListener.NONE)) {
                generator.finished().join();
            }
        }
    }
}
