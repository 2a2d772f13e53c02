package io.dimmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.Role;
import io.dimmer.config.edge.TokenEntry;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.rollout.ErrorsSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.rollout.LatencySpec.LatencyLimit;
import io.dimmer.config.service.DrainSpec;
import io.dimmer.config.service.Expose;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.StickySpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.ByteRate;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.Size;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records cannot hold what cannot be. */
class SpecsTest {
    private static final Address HERE = new Address("127.0.0.1", 9001);
    private static final VersionName BLUE = new VersionName("blue");
    private static final VersionName GREEN = new VersionName("green");
    private static final VersionName CANARY = new VersionName("canary");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static VersionSpec version(VersionName name) {
        return new VersionSpec(name, List.of(HERE), Weight.ONE, Map.of());
    }

    private static ServiceSpec service(VersionName stable, GuardSpec guard, VersionName... versions) {
        return new ServiceSpec(
                new ServiceName("shop"),
                stable,
                Stream.of(versions).map(SpecsTest::version).toList(),
                new StickySpec(List.of(), "s"),
                ForceSpec.DEFAULT,
                Expose.FORCERS,
                TimeoutsSpec.DEFAULT,
                guard,
                DrainSpec.DEFAULT);
    }

    private static GuardSpec guard(String probability, int blipTicks) {
        GuardSpec usual = GuardSpec.watching(List.of(CANARY));
        return new GuardSpec(
                usual.watch(),
                Percent.parse(probability),
                usual.unit(),
                usual.tick(),
                blipTicks,
                usual.errors(),
                usual.clientErrors(),
                usual.latency(),
                usual.noTraffic(),
                usual.onFail());
    }

    private static Arguments refused(ThrowingCallable making, String message) {
        return Arguments.of(making, message);
    }

    static Stream<Arguments> services() {
        return Stream.of(
                refused(
                        () -> new VersionSpec(BLUE, List.of(), Weight.ONE, Map.of()),
                        "version blue: endpoints: found [], expected at least one"),
                refused(
                        () -> new VersionSpec(BLUE, List.of(HERE, HERE), Weight.ONE, Map.of()),
                        "version blue: endpoints: found [127.0.0.1:9001, 127.0.0.1:9001], expected each of them once"),
                refused(
                        () -> service(GREEN, GuardSpec.watching(List.of()), BLUE),
                        "service shop: stable: found green, expected one of [blue]"),
                refused(
                        () -> service(BLUE, GuardSpec.watching(List.of(GREEN)), BLUE),
                        "service shop: guard.watch: found [green], expected some of [blue]"),
                refused(
                        () -> service(BLUE, GuardSpec.watching(List.of()), BLUE, BLUE),
                        "service shop: versions: found [blue, blue], expected each name once"));
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                refused(
                        () -> new StickySpec(List.of(KeySource.CLIENT_ADDRESS, KeySource.CLIENT_ADDRESS), "s"),
                        "sticky.by: found [clientAddress, clientAddress], expected each source once"),
                refused(
                        () -> new TimeoutsSpec(Duration.ZERO, SECOND, SECOND, Optional.empty()),
                        "timeouts.connect: found PT0S, expected more than 0ms, at most 3650d"),
                refused(
                        () -> new ForceSpec(
                                "X",
                                Optional.empty(),
                                Optional.of("v"),
                                ForceSpec.Allow.ANYONE,
                                List.of(),
                                Optional.empty(),
                                false),
                        "force.cookie: found nothing, expected a cookie, for query sets it"),
                refused(
                        () -> new ForceSpec(
                                "X",
                                Optional.empty(),
                                Optional.empty(),
                                ForceSpec.Allow.NETWORKS,
                                List.of(),
                                Optional.empty(),
                                false),
                        "force.allow: found NETWORKS with networks [], expected networks exactly when networks are"
                                + " allowed"));
    }

    static Stream<Arguments> guards() {
        return Stream.of(
                refused(
                        () -> guard("0%", 3),
                        "guard.falseDrainProbability: found 0%, expected more than 0%, at most 50%"),
                refused(
                        () -> guard("51%", 3),
                        "guard.falseDrainProbability: found 51%, expected more than 0%, at most 50%"),
                refused(() -> guard("1%", -1), "guard.blipTicks: found -1, expected 0 to 1000"),
                refused(
                        () -> new ErrorsSpec(Percent.parse("901%"), Percent.ZERO, Optional.empty(), ErrorsSpec.ALL),
                        "guard.errors.tolerance: found 901%, expected 0% to 900%"),
                refused(
                        () -> new ErrorsSpec(Percent.ZERO, Percent.ZERO, Optional.of(Percent.WHOLE), ErrorsSpec.ALL),
                        "guard.errors.max: found 100%, expected more than 0%, at most 99%"),
                refused(
                        () -> new LatencyLimit("p95", SECOND),
                        "guard.latency.max: found p95, expected one of [p50, p75, p90, p99, p999]"),
                refused(
                        () -> new LatencySpec(
                                Percent.ZERO,
                                SECOND,
                                List.of(new LatencyLimit("p99", SECOND), new LatencyLimit("p50", SECOND))),
                        "guard.latency.max: found [LatencyLimit[quantile=p99, limit=PT1S], LatencyLimit[quantile=p50,"
                                + " limit=PT1S]], expected each quantile once, rising"));
    }

    private static LimitsSpec limits(Size line, int connections, Optional<Integer> perAddress) {
        return new LimitsSpec(
                line,
                new Size(1024),
                1,
                Optional.empty(),
                SECOND,
                SECOND,
                connections,
                perAddress,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Stream<Arguments> edges() {
        return Stream.of(
                refused(
                        () -> new AdminSpec(new Address("0.0.0.0", 9901), Optional.empty()),
                        "admin.address: found 0.0.0.0:9901, expected a loopback address, or admin.tokens as well"),
                refused(
                        () -> limits(new Size(1), 1, Optional.empty()),
                        "limits.maxRequestLine: found 1B, expected 64B to 1MiB"),
                refused(
                        () -> limits(new Size(64), 0, Optional.empty()),
                        "limits.connections: found 0, expected 1 to 10000000"),
                refused(
                        () -> limits(new Size(64), 1, Optional.of(0)),
                        "limits.connectionsPerAddress: found 0, expected 1 to 10000000"),
                refused(() -> new ByteRate(0), "rate: found 0B/s, expected 1B/s or more"),
                refused(
                        () -> new PathMatch(PathMatch.Kind.PREFIX, "x"),
                        "path: found \"x\", expected a path that starts with /"),
                refused(
                        () -> new ValueMatch(ValueMatch.Kind.EXACT, List.of()),
                        "match: found EXACT with 0 values, expected one value"),
                refused(
                        () -> new TokenEntry("a", Set.of(Role.VIEWER, Role.ADMIN), "0".repeat(64)),
                        "token a: role: found viewer and admin, expected one role, or one and approver"));
    }

    @ParameterizedTest
    @MethodSource({"services", "parts", "guards", "edges"})
    void whatCannotBeIsRefusedWithNameValueAndExpectation(ThrowingCallable making, String message) {
        assertThatThrownBy(making).isInstanceOf(UnexpectedValueException.class).hasMessage(message);
    }

    @Test
    void aNewStableVersionIsNotWatchedAndTheOldOneIs() {
        ServiceSpec usual = service(BLUE, GuardSpec.watching(List.of(GREEN, CANARY)), BLUE, GREEN, CANARY);
        assertThat(usual.withStable(CANARY).guard().watch()).containsExactly(BLUE, GREEN);
        ServiceSpec chosen = service(BLUE, GuardSpec.watching(List.of(CANARY)), BLUE, GREEN, CANARY);
        assertThat(chosen.withStable(CANARY).guard().watch()).isEmpty();
    }

    @Test
    void aPrefixEndsWithoutASlash() {
        assertThat(new PathMatch(PathMatch.Kind.PREFIX, "/a/").text()).isEqualTo("/a");
        assertThat(new PathMatch(PathMatch.Kind.PREFIX, "/").text()).isEqualTo("/");
        assertThat(new PathMatch(PathMatch.Kind.EXACT, "/a/").text()).isEqualTo("/a/");
    }
}
