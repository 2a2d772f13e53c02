package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.control.Answer;
import io.dimmer.control.Cause;
import io.dimmer.control.Command;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.exchange.VersionState;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import io.dimmer.loadtest.target.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guard does, and what it must not do, with real requests on real sockets. */
class GuardIT {
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final VersionName CANARY = new VersionName("canary");

    @TempDir
    Path directory;

    private FakeUpstream blue = upstream("blue");
    private FakeUpstream canary = upstream("canary");

    private static FakeUpstream upstream(String name) {
        try {
            return FakeUpstream.start(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void healthy() throws IOException {
        blue.behave(quick());
        canary.behave(quick());
    }

    private static Behaviour quick() {
        return Behaviour.healthy().taking(Duration.ZERO, 0);
    }

    @AfterEach
    void stop() {
        blue.close();
        canary.close();
    }

    @Test
    void aSharedOutageNeverDrains() throws IOException {
        try (RunningProxy proxy = start("")) {
            new Crowd(proxy).come(300);
            blue.behave(quick().with(Fault.ERRORS));
            canary.behave(quick().with(Fault.ERRORS));
            Crowd outage = new Crowd(proxy).come(2_000);
            assertThat(outage.failed()).isEqualTo(2_000);
            assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.READY);
        }
    }

    @Test
    void aCanaryThatAnswers404ToEverythingIsHeldAndNotDrained() throws IOException {
        try (RunningProxy proxy = start("")) {
            canary.behave(quick().with(Fault.NOTFOUND));
            Crowd crowd = new Crowd(proxy);
            crowd.comeUntil(() -> hold(proxy).equals(Optional.of("client_errors")), 20_000);
            assertThat(hold(proxy)).contains("client_errors");
            crowd.come(1_000);
            assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.READY);
            assertThat(proxy.metric("dimmer_holds_total{cause=\"client_errors\",service=\"shop\",version=\"canary\"}"))
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aForcedStreamOfFailingRequestsDoesNotDrain() throws IOException {
        try (RunningProxy proxy = start("force: {allow: anyone}")) {
            canary.behave(quick().with(Fault.ERRORS));
            Crowd forcing = new Crowd(proxy, "X-Dimmer-Version", "canary").come(1_000);
            assertThat(forcing.served("canary")).isEqualTo(1_000);
            assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.READY);
            assertThat(evidence(proxy)).isZero();
        }
    }

    @Test
    void theSameFailuresOfDrawnUsersDoDrain() throws IOException {
        try (RunningProxy proxy = start("force: {allow: anyone}")) {
            canary.behave(quick().with(Fault.ERRORS));
            new Crowd(proxy).comeUntil(() -> drained(proxy), 20_000);
            VersionSnapshot drained = proxy.version("shop", "canary");
            assertThat(drained.state()).isEqualTo(VersionState.DRAIN);
            assertThat(drained.cause()).isEqualTo(Cause.GUARD);
            assertThat(drained.share().effective()).isZero();
        }
    }

    @Test
    void aStrangerWhoForcesIsIgnoredAndCounted() throws IOException {
        try (RunningProxy proxy = start("force: {allow: nobody}, expose: everyone")) {
            Crowd strangers = new Crowd(proxy, "X-Dimmer-Version", "canary").come(200);
            assertThat(strangers.served("blue")).isPositive();
            assertThat(proxy.metric("dimmer_force_refused_total{service=\"shop\"}"))
                    .isEqualTo(200);
        }
    }

    @Test
    void withHoldTheShareStaysAndItIsTold() throws IOException {
        try (RunningProxy proxy = start("guard: {onFail: hold}")) {
            canary.behave(quick().with(Fault.ERRORS));
            new Crowd(proxy)
                    .comeUntil(
                            () -> proxy.version("shop", "canary")
                                    .guard()
                                    .orElseThrow()
                                    .verdict()
                                    .equals("fail"),
                            20_000);
            VersionSnapshot held = proxy.version("shop", "canary");
            assertThat(held.state()).isEqualTo(VersionState.READY);
            assertThat(held.share().effective()).isEqualTo(0.2);
            assertThat(held.guard().orElseThrow().sentence()).contains("canary failed");
        }
    }

    @Test
    void aDeadListenerIsDrainedAndStablesUsersSeeNoFailure() throws IOException {
        try (RunningProxy proxy = start("")) {
            Crowd before = new Crowd(proxy).come(200);
            assertThat(before.failed()).isZero();
            canary.behave(quick().with(Fault.DEAD));
            Crowd crowd = new Crowd(proxy).comeUntil(() -> drained(proxy), 20_000);
            assertThat(drained(proxy)).isTrue();
            assertThat(crowd.failed()).isEqualTo(crowd.served("canary"));
            assertThat(new Crowd(proxy).come(500).failed()).isZero();
        }
    }

    @Test
    void aSlowCanaryIsDrained() throws IOException {
        try (RunningProxy proxy = start("")) {
            new Crowd(proxy).come(600);
            canary.behave(Behaviour.healthy().taking(Duration.ofMillis(60), 0));
            new Crowd(proxy).comeUntil(() -> drained(proxy), 20_000);
            assertThat(drained(proxy)).isTrue();
            assertThat(proxy.version("shop", "canary").guard().orElseThrow().sentence())
                    .contains("took longer than");
        }
    }

    @Test
    void aRestartKeepsTheDrainAndReadyBeginsTheNextTrial() throws IOException {
        try (RunningProxy proxy = start("")) {
            canary.behave(quick().with(Fault.ERRORS));
            new Crowd(proxy).comeUntil(() -> drained(proxy), 20_000);
        }
        canary.behave(quick());
        try (RunningProxy proxy = start("")) {
            assertThat(drained(proxy)).isTrue();
            assertThat(proxy.version("shop", "canary").guard().orElseThrow().verdict())
                    .isEqualTo("fail");
            assertThat(new Crowd(proxy).come(200).served("canary")).isZero();
            Answer answer = proxy.ask(new Command.SetState(SHOP, CANARY, VersionState.READY, Optional.empty(), false));
            assertThat(answer).isInstanceOf(Answer.Done.class);
            assertThat(new Crowd(proxy).come(200).served("canary")).isPositive();
            assertThat(proxy.version("shop", "canary").guard().orElseThrow().trial())
                    .isEqualTo(2);
        }
    }

    @Test
    void withoutRequestsItHoldsForNoTraffic() throws IOException {
        try (RunningProxy proxy = start("guard: {noTraffic: {after: 1s, then: hold}}")) {
            Awaitility.await().until(() -> hold(proxy).equals(Optional.of("no_traffic")));
            assertThat(proxy.version("shop", "canary").state()).isEqualTo(VersionState.READY);
        }
    }

    private static boolean drained(RunningProxy proxy) {
        return proxy.version("shop", "canary").state() == VersionState.DRAIN;
    }

    private static Optional<String> hold(RunningProxy proxy) {
        return proxy.version("shop", "canary").guard().orElseThrow().hold();
    }

    private static double evidence(RunningProxy proxy) {
        return proxy.version("shop", "canary").guard().orElseThrow().evidence();
    }

    private RunningProxy start(String more) throws IOException {
        String yaml = """
                listeners:
                  - {name: edge, address: 127.0.0.1:0}
                admin: {address: 127.0.0.1:0}
                services:
                  shop: {stable: blue, versions: {blue: {endpoints: [%s], weight: 80}, canary: {endpoints: [%s], weight: 20}}, sticky: {by: [{header: X-User-Id}]}, timeouts: {connect: 10s}, %s}
                """.formatted(blue.endpoint(), canary.endpoint(), more);
        return RunningProxy.start(directory, yaml);
    }
}
