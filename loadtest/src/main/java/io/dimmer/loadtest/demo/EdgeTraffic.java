package io.dimmer.loadtest.demo;

import io.dimmer.loadtest.generate.AnswerListener;
import io.dimmer.loadtest.generate.LoadPlan;
import io.dimmer.loadtest.generate.OpenLoopGenerator;
import io.dimmer.loadtest.request.RequestTemplate;
import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.dimmer.loadtest.request.Users;
import io.dimmer.loadtest.schedule.Arrivals;
import io.dimmer.loadtest.schedule.RateProfile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends the users' requests to the edge of the proxy. */
final class EdgeTraffic {
    private static final Duration ENDLESS = Duration.ofDays(365);
    private static final double ROLL_CALL_RATE = 1_000;
    private static final RateProfile REHEARSAL = RateProfile.ramp(10, 300, Duration.ofSeconds(3));

    private final int port;

    EdgeTraffic(int port) {
        this.port = port;
    }

    /** Users as they come, until it is stopped. */
    OpenLoopGenerator endless(Users users, double rate, AnswerListener listener) {
        return send(List.of(), users, RateProfile.constant(rate, ENDLESS), listener);
    }

    /** Everybody once, in a few seconds. */
    OpenLoopGenerator rollCall(int users, AnswerListener listener) {
        Duration length = Duration.ofMillis(Math.round(users / ROLL_CALL_RATE * 1_000));
        return send(List.of(), Users.inTurn(users), RateProfile.constant(ROLL_CALL_RATE, length), listener);
    }

    /**
     * Forced requests to each version, which judge nothing, until the proxy's code is compiled. Otherwise the guard would
     * learn from the first second of a cold proxy what is slow, and would take anything for fast.
     */
    void rehearse() {
        List<OpenLoopGenerator> rehearsals = new ArrayList<>();
        for (String version : List.of("blue", "green", "canary")) {
            rehearsals.add(send(
                    List.of(new Header("X-Dimmer-Version", version)),
                    Users.uniform(1_000, 1),
                    REHEARSAL,
                    AnswerListener.NONE));
        }
        rehearsals.forEach(rehearsal -> rehearsal.finished().join());
        rehearsals.forEach(OpenLoopGenerator::close);
    }

    private OpenLoopGenerator send(List<Header> headers, Users users, RateProfile profile, AnswerListener listener) {
        List<Header> all = new ArrayList<>(List.of(new Header("Host", "127.0.0.1:" + port)));
        all.addAll(headers);
        RequestTemplate requests = RequestTemplate.of("GET", "/", all, "X-User-Id", users);
        InetSocketAddress edge = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return OpenLoopGenerator.start(LoadPlan.of(edge, Arrivals.even(profile), requests), listener);
    }
}
