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
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Short runs against a fake upstream of this process, whose results are thrown away. Without them the first requests of a run
 * load classes and are interpreted, and a generator is late by a fifth of a second at first and by milliseconds until its code
 * is compiled: its figures would be about itself.
 */
public final class WarmUp {
    private static final double RATE = 2_000;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    /** High, for the compiler counts calls; with more the generator only falls behind, and is no sooner compiled. */
    private static final double RATE_UNTIL_WARM = 5_000;

    private static final Duration PART = Duration.ofMillis(500);
    private static final int CONNECTIONS = 64;
    /** A tenth of the lateness that makes a run void by itself: less than what is measured. */
    private static final Duration CALM = Duration.ofMillis(1);

    private static final long LITTLE_COMPILED_MILLIS = PART.toMillis() / 4;
    private static final int WARM_PARTS = 2;

    private WarmUp() {}

    /** Warms up for about this long; nothing but this process is loaded. */
    public static void run(Duration length) throws IOException {
        try (FakeUpstream target = FakeUpstream.start("warm-up")) {
            part(target, RATE, length);
        }
    }

    /**
     * Warms up until the generator is warm, or for about this long; nothing but this process is loaded. It is warm when it
     * kept its planned moments (99 % of the requests taken up within a millisecond) for a second, or when the compiler had
     * little to do for a second: what is late then is the machine's doing, and more of this does not help.
     *
     * @return whether it came to be warm
     */
    public static boolean untilWarm(Duration longest) throws IOException {
        int warm = 0;
        try (FakeUpstream target = FakeUpstream.start("warm-up")) {
            for (Duration passed = Duration.ZERO;
                    warm < WARM_PARTS && passed.compareTo(longest) < 0;
                    passed = passed.plus(PART)) {
                long before = compiledMillis();
                Duration late = part(target, RATE_UNTIL_WARM, PART);
                long compiled = compiledMillis() - before;
                warm = late.compareTo(CALM) <= 0 || compiled < LITTLE_COMPILED_MILLIS ? warm + 1 : 0;
            }
        }
        return warm == WARM_PARTS;
    }

    /** Milliseconds that the compiler's threads have worked, all together; 0 for a JVM without one. */
    private static long compiledMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }

    /** How late 99 % of the requests of a run were taken up at most. */
    private static Duration part(FakeUpstream target, double rate, Duration length) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port());
        RequestTemplate requests = RequestTemplate.of(
                "GET",
                "/",
                List.of(new RequestTemplate.Header("Host", "warm-up")),
                "X-User-Id",
                Users.uniform(1_000, 1));
        LoadPlan plan = LoadPlan.of(address, Arrivals.even(RateProfile.constant(rate, length)), requests)
                .withConnections(CONNECTIONS)
                .withInterval(INTERVAL);
        try (OpenLoopGenerator generator = OpenLoopGenerator.start(plan, AnswerListener.NONE)) {
            return generator.finished().join().lag().p99();
        }
    }
}
