package io.dimmer.loadtest.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.record.Interval;
import io.dimmer.loadtest.record.Label;
import io.dimmer.loadtest.record.LabelResult;
import io.dimmer.loadtest.record.RunResult;
import io.dimmer.loadtest.request.RequestTemplate;
import io.dimmer.loadtest.request.RequestTemplate.Header;
import io.dimmer.loadtest.request.Users;
import io.dimmer.loadtest.schedule.Arrivals;
import io.dimmer.loadtest.schedule.RateProfile;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopGeneratorIT {
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private FakeUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = FakeUpstream.start("blue");
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void sendsEachPlannedRequestOnceAndNeverBeforeItsMoment() {
        RunResult result = run(plan(200, 2));

        assertThat(result.planned()).isEqualTo(400);
        assertThat(upstream.requests()).isEqualTo(400);
        assertThat(answers.stream().map(Answer::number)).doesNotHaveDuplicates().hasSize(400);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.sample().plannedNanos()).isEqualTo(answer.number() * 5_000_000);
            assertThat(answer.sample().sentNanos())
                    .isGreaterThanOrEqualTo(answer.sample().plannedNanos());
            assertThat(answer.sample().ending()).isEqualTo(Ending.ANSWERED);
        });
    }

    /** As many as requests were under way at a time: few, unless the machine makes answers slow. */
    @Test
    void usesFewConnectionsWhenAnswersAreQuick() {
        run(plan(50, 1));
        assertThat(upstream.opened()).isPositive().isLessThanOrEqualTo(mostUnderWay());
    }

    @Test
    void keepsSendingWhenNothingIsAnswered() throws IOException {
        upstream.behave(Behaviour.healthy().with(Fault.HANG));
        RunResult result = run(plan(400, 0.5).withTimeout(Duration.ofSeconds(2)));

        await().until(() -> upstream.requests() == 200);
        assertThat(all(result).endings()).containsExactly(Map.entry(Ending.TIMEOUT, 200L));
        assertThat(all(result).fromPlanned().at(1)).isGreaterThanOrEqualTo(Duration.ofMillis(1_999));
    }

    /** Few answers stall, and everybody behind them on the one connection waits: only the plan knows that. */
    @Test
    void stallsAreSeenFromThePlannedMomentAndHiddenFromTheSending() throws IOException {
        LabelResult all = all(run(stalling().withConnections(1)));

        assertThat(all.fromPlanned().at(80)).isGreaterThan(Duration.ofMillis(100));
        assertThat(all.fromSending().at(80).multipliedBy(4))
                .isLessThan(all.fromPlanned().at(80));
    }

    /** The twin: the same stalls, but nobody has to wait behind them, so both views agree. */
    @Test
    void stallsHoldUpNobodyElseWhenThereAreConnectionsForAll() throws IOException {
        RunResult result = run(stalling());

        assertThat(result.waited()).isZero();
        assertThat(all(result)
                        .fromPlanned()
                        .at(80)
                        .minus(all(result).fromSending().at(80)))
                .as("apart, but for the generator's own lag")
                .isLessThan(result.lag().max().plus(Duration.ofMillis(100)));
    }

    @Test
    void waitingForAConnectionIsCountedAndIsNoLagOfTheGenerator() throws IOException {
        RunResult result = run(stalling().withConnections(1));

        assertThat(result.waited()).isPositive();
        // Were it lag, both would be almost the same.
        assertThat(result.lag().p50().multipliedBy(2))
                .isLessThan(all(result).fromPlanned().at(50));
    }

    @Test
    void isVoidWhenTheGeneratorItselfWasLate() {
        RunResult result = run(plan(100, 1).withLagLimit(Duration.ofMillis(200)), answer -> {
            if (answer.number() == 20) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        });

        assertThat(result.lag().max()).isGreaterThan(Duration.ofMillis(500));
        assertThat(result.voidReason())
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("the generator was late: 1 % of the requests were taken up more than")
                        .endsWith("the limit is 200.0 ms"));
        assertThat(result.planned()).as("late, not skipped").isEqualTo(100);
    }

    @Test
    void isNotVoidWhenItWasInTime() {
        assertThat(run(plan(100, 1).withLagLimit(Duration.ofSeconds(10))).voidReason())
                .isEmpty();
    }

    @Test
    void namesEachKindOfFailure() throws IOException {
        Map<Fault, Ending> expected = Map.of(
                Fault.ERRORS, Ending.SERVER_ERROR,
                Fault.NOTFOUND, Ending.CLIENT_ERROR,
                Fault.RESET, Ending.CONNECTION_RESET,
                Fault.CUTBODY, Ending.TRUNCATED,
                Fault.DEAD, Ending.CONNECT_FAILED);
        for (Map.Entry<Fault, Ending> entry : expected.entrySet()) {
            upstream.behave(Behaviour.healthy().with(entry.getKey()));
            assertThat(all(run(plan(50, 0.4))).endings())
                    .as(entry.getKey().word())
                    .containsExactly(Map.entry(entry.getValue(), 20L));
        }
    }

    @Test
    void sharesThePlanBetweenThreads() {
        RunResult result = run(plan(300, 1).withThreads(3));

        assertThat(result.planned()).isEqualTo(300);
        assertThat(answers.stream().map(Answer::number)).doesNotHaveDuplicates().hasSize(300);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.user())
                        .isEqualTo(Users.uniform(1_000, 1).user(answer.number())));
    }

    @Test
    void stopsWhenItIsTold() throws Exception {
        try (OpenLoopGenerator generator = OpenLoopGenerator.start(plan(100, 3_600), answers::add)) {
            await().until(() -> generator.progress().ended() > 10);
            generator.stop();
            RunResult result = generator.finished().get(50, TimeUnit.SECONDS);

            assertThat(result.planned()).isBetween(11L, 6_000L);
            assertThat(result.length()).isLessThan(Duration.ofSeconds(60));
            assertThat(generator.progress().running()).isZero();
        }
    }

    @Test
    void readsVersionReasonAndOutcomeOfEachAnswer() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean ours = exchange.getRequestHeaders().getFirst("X-User-Id").endsWith("1");
            exchange.getResponseHeaders().add("X-Dimmer-Version", ours ? "canary" : "blue");
            exchange.getResponseHeaders().add("X-Dimmer-Reason", "hash");
            if (ours) {
                exchange.getResponseHeaders().add("X-Dimmer-Outcome", "connect_failed");
            }
            exchange.sendResponseHeaders(ours ? 502 : 200, 0);
            exchange.getResponseBody().write(new byte[10_000]);
            exchange.close();
        });
        server.start();
        try {
            RunResult result = run(plan(server.getAddress(), "GET", 100, 1));

            LabelResult canary = result.of(Label.version("canary")).orElseThrow();
            LabelResult blue = result.of(Label.version("blue")).orElseThrow();
            assertThat(canary.requests() + blue.requests()).isEqualTo(100);
            assertThat(canary.failures()).isEqualTo(canary.requests()).isPositive();
            assertThat(blue.failures()).isZero();
            assertThat(result.of(Label.reason("hash")).orElseThrow().requests()).isEqualTo(100);
            assertThat(answers)
                    .filteredOn(answer -> answer.version().equals("canary"))
                    .allSatisfy(answer -> assertThat(answer.outcome()).isEqualTo("connect_failed"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void intervalsFollowOneAnotherAndAreTheWhole() {
        List<Interval> heard = new CopyOnWriteArrayList<>();
        LoadPlan plan = plan(300, 3_600).withThreads(2).withInterval(Duration.ofMillis(100));
        try (OpenLoopGenerator generator = OpenLoopGenerator.start(plan, answers::add, heard::add)) {
            await().until(() -> heard.size() > 2);
            generator.stop();
            RunResult result = generator.finished().join();

            assertThat(result.intervals()).isEqualTo(heard).hasSizeGreaterThan(3);
            long end = 0;
            for (Interval interval : heard) {
                assertThat(interval.startNanos()).isEqualTo(end);
                end = interval.endNanos();
            }
            assertThat(heard.stream()
                            .flatMap(interval -> interval.of(Label.ALL).stream())
                            .map(LabelResult::fromPlanned)
                            .toList())
                    .extracting(parts -> parts.count())
                    .satisfies(counts -> assertThat(
                                    counts.stream().mapToLong(Long::longValue).sum())
                            .isEqualTo(result.planned()));
            assertThat(all(result).requests()).isEqualTo(result.planned());
        }
    }

    @Test
    void opensAConnectionForEachRequestWhenItIsTold() throws IOException {
        upstream.behave(Behaviour.healthy().taking(Duration.ofMillis(1), 0));
        RunResult result = run(plan(100, 1).connecting(LoadPlan.Connecting.ANEW));

        assertThat(all(result).endings()).containsExactly(Map.entry(Ending.ANSWERED, 100L));
        await().untilAsserted(() -> assertThat(upstream.connections()).isZero());
        assertThat(upstream.opened()).isEqualTo(100);
    }

    /** The twin: kept alive, far fewer do. */
    @Test
    void keepsConnectionsOtherwise() throws IOException {
        upstream.behave(Behaviour.healthy().taking(Duration.ofMillis(1), 0));
        run(plan(100, 1));
        assertThat(upstream.opened()).isPositive().isLessThanOrEqualTo(mostUnderWay());
    }

    @Test
    void knowsThatAnswersToHeadHaveNoBody() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port());
        LabelResult all = all(run(plan(address, "HEAD", 50, 0.4)));
        assertThat(all.endings()).containsExactly(Map.entry(Ending.ANSWERED, 20L));
    }

    private LoadPlan stalling() throws IOException {
        upstream.behave(Behaviour.healthy().slowedBy(Duration.ofMillis(400)).with(Fault.SLOW, 0.015));
        return plan(200, 3);
    }

    private LoadPlan plan(double rate, double seconds) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port());
        return plan(address, "GET", rate, seconds);
    }

    private static LoadPlan plan(InetSocketAddress address, String method, double rate, double seconds) {
        Arrivals arrivals = Arrivals.even(RateProfile.constant(rate, Duration.ofMillis(Math.round(seconds * 1e3))));
        RequestTemplate template = RequestTemplate.of(
                method, "/", List.of(new Header("Host", "shop")), "X-User-Id", Users.uniform(1_000, 1));
        return LoadPlan.of(address, arrivals, template);
    }

    /** How many requests had not ended when another one was due, that one included, at the worst moment. */
    private long mostUnderWay() {
        return answers.stream()
                .map(Answer::sample)
                .mapToLong(due -> answers.stream()
                        .map(Answer::sample)
                        .filter(other -> other.plannedNanos() <= due.plannedNanos())
                        .filter(other -> other.endedNanos() >= due.plannedNanos())
                        .count())
                .max()
                .orElse(0);
    }

    private RunResult run(LoadPlan plan) {
        return run(plan, answers::add);
    }

    private static RunResult run(LoadPlan plan, AnswerListener listener) {
        try (OpenLoopGenerator generator = OpenLoopGenerator.start(plan, listener)) {
            return generator.finished().join();
        }
    }

    private static LabelResult all(RunResult result) {
        return result.all().orElseThrow();
    }
}
