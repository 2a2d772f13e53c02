package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.LogsSpec;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.edge.ShutdownSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.edge.ValueMatch;
import io.dimmer.config.rollout.ClientErrorsSpec;
import io.dimmer.config.rollout.ErrorsSpec;
import io.dimmer.config.rollout.GuardSpec;
import io.dimmer.config.rollout.LatencySpec;
import io.dimmer.config.rollout.LatencySpec.LatencyLimit;
import io.dimmer.config.rollout.NoTrafficSpec;
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
import io.dimmer.config.value.Network;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.Size;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a file comes to. */
class ConfigReaderTest {
    private static final Path FILE = Path.of("/etc/dimmer/dimmer.yaml");
    private static final VersionName BLUE = new VersionName("blue");
    private static final VersionName CANARY = new VersionName("canary");

    private static final String SMALLEST = """
            listeners:
              - {name: edge, address: 127.0.0.1:8080}
            services:
              shop:
                stable: blue
                versions:
                  blue:   {endpoints: [127.0.0.1:9001], weight: 95}
                  canary: {endpoints: [127.0.0.1:9002], weight: 5}
            """;

    private static ProxySpec spec(String text) {
        return ConfigReader.read(text, FILE, Map.of()).value().orElseThrow();
    }

    private static VersionSpec version(String name, int port, int weight, Map<String, String> labels) {
        return new VersionSpec(
                new VersionName(name), List.of(new Address("127.0.0.1", port)), Weight.of(weight), labels);
    }

    private static final ForceSpec FORCE = new ForceSpec(
            "X-Dimmer-Version",
            Optional.empty(),
            Optional.empty(),
            ForceSpec.Allow.NETWORKS,
            List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")),
            Optional.empty(),
            false);

    private static final GuardSpec GUARD = new GuardSpec(
            List.of(CANARY),
            Percent.parse("0.1%"),
            GuardSpec.Unit.USER,
            Duration.ofMillis(250),
            3,
            new ErrorsSpec(Percent.parse("25%"), Percent.parse("0.1%"), Optional.empty(), ErrorsSpec.ALL),
            Optional.of(new ClientErrorsSpec(Percent.parse("50%"), Percent.parse("1%"))),
            Optional.of(new LatencySpec(Percent.parse("10%"), Duration.ofMillis(2), List.of())),
            new NoTrafficSpec(Duration.ofSeconds(30)),
            GuardSpec.OnFail.DRAIN);

    @Test
    void theSmallestFormMeansTheDefaultsOfTheReference() {
        ServiceSpec shop = new ServiceSpec(
                new ServiceName("shop"),
                BLUE,
                List.of(version("blue", 9001, 95, Map.of()), version("canary", 9002, 5, Map.of())),
                new StickySpec(List.of(KeySource.CLIENT_ADDRESS), "shop"),
                FORCE,
                Expose.FORCERS,
                new TimeoutsSpec(
                        Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60), Optional.empty()),
                GUARD,
                new DrainSpec(Duration.ofSeconds(30)));
        assertThat(spec(SMALLEST))
                .isEqualTo(new ProxySpec(
                        List.of(new ListenerSpec("edge", new Address("127.0.0.1", 8080))),
                        new AdminSpec(new Address("127.0.0.1", 9901), Optional.empty()),
                        Optional.empty(),
                        TrustSpec.NOBODY,
                        new StateSpec(Optional.of(Path.of("/etc/dimmer/state"))),
                        ShutdownSpec.DEFAULT,
                        LimitsSpec.DEFAULT,
                        LogsSpec.NONE,
                        List.of(shop),
                        List.of(new RouteSpec(
                                new RouteName("shop"), List.of(MatchSpec.ANY), new ServiceName("shop")))));
    }

    @Test
    void theSmallestFormSaysWhatItMeansAndWarnsOfTheClientAddress() {
        Reading<ProxySpec> reading = ConfigReader.read(SMALLEST, FILE, Map.of());
        assertThat(reading.warningLines())
                .containsExactly(
                        "/etc/dimmer/dimmer.yaml:4:3: services.shop.sticky.by: warning: not written, so a user is"
                                + " known by the client's address: people behind one address share a version");
        assertThat(reading.notes())
                .map(String::valueOf)
                .containsExactlyInAnyOrder(
                        "routes: not written, every request goes to shop",
                        "services.shop.sticky.by: not written, clientAddress (IPv4 /32, IPv6 /64)",
                        "services.shop.sticky.seed: not written, shop, the service's name",
                        "services.shop.force: not written, header X-Dimmer-Version, no cookie, allowed from loopback"
                                + " only",
                        "services.shop.guard: not written, on: watches canary, each compared with blue; onFail: drain; no"
                                + " absolute limits; 4xx compared and held",
                        "services.shop.drain: not written, deadline: 30s",
                        "services.shop.timeouts: not written, connect: 1s, response: 30s, idle: 60s, no total",
                        "limits: not written, maxBody: none, bodies are streamed",
                        "admin: not written, address: 127.0.0.1:9901",
                        "state: not written, dir: /etc/dimmer/state");
    }

    @Test
    void oneVersionIsStableAndHasEverybody() {
        Reading<ProxySpec> reading = ConfigReader.read("""
                listeners: [{name: edge, address: 127.0.0.1:8080}]
                services: {shop: {versions: {blue: {endpoints: [127.0.0.1:9001]}}}}
                """, FILE, Map.of());
        ServiceSpec shop = reading.value().orElseThrow().services().get(0);
        assertThat(shop.stable()).isEqualTo(BLUE);
        assertThat(shop.versions().get(0).weight()).isEqualTo(Weight.ONE);
        assertThat(shop.guard().watch()).isEmpty();
        assertThat(reading.notes())
                .map(String::valueOf)
                .contains(
                        "services.shop.stable: not written, blue, the only version",
                        "services.shop.versions.blue.weight: not written, 1, for it is stable");
    }

    @Test
    void theLimitsOfTheAcceptanceFileMeanWhatTheySay() {
        assertThat(good("acceptance").limits())
                .isEqualTo(new LimitsSpec(
                        new Size(8192),
                        new Size(32768),
                        128,
                        Optional.of(new Size(64L << 20)),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        20_000,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void aListenerHasTheLimitsOfAllButForThoseItWrites() {
        ProxySpec spec = good("limits-whole");
        LimitsSpec all = spec.limits();
        assertThat(all.connections()).isEqualTo(5000);
        assertThat(all.connectionsPerAddress()).contains(200);
        assertThat(all.requestsPerConnection()).contains(10_000);
        assertThat(all.firstBodyByteTimeout()).contains(Duration.ofSeconds(5));
        assertThat(all.memory()).contains(new Size(1L << 30));
        assertThat(all.minBodyRate()).contains(new ByteRate(1024));
        LimitsSpec uploads = spec.listeners().get(1).limits();
        assertThat(spec.listeners().get(0).limits()).isEqualTo(all);
        assertThat(uploads.maxBody()).contains(new Size(2L << 30));
        assertThat(uploads.connections()).isEqualTo(100);
        assertThat(uploads.minBodyRate()).isEqualTo(all.minBodyRate());
    }

    @Test
    void theServicesOfTheAcceptanceFileMeanWhatTheySay() {
        ProxySpec spec = good("acceptance");
        ServiceSpec shop = spec.service(new ServiceName("shop")).orElseThrow();
        assertThat(shop.versions())
                .containsExactly(
                        version("blue", 9001, 50, Map.of()),
                        version("green", 9002, 45, Map.of()),
                        version("canary", 9003, 5, Map.of("build", "1.42.0")));
        assertThat(shop.sticky())
                .isEqualTo(new StickySpec(
                        List.of(
                                new KeySource(KeySource.Kind.HEADER, "X-User-Id"),
                                new KeySource(KeySource.Kind.COOKIE, "uid"),
                                KeySource.CLIENT_ADDRESS),
                        "spring-2026"));
        assertThat(shop.force().allow()).isEqualTo(ForceSpec.Allow.ANYONE);
        assertThat(shop.force().cookie()).contains("dimmer-version");
        assertThat(shop.timeouts().response()).isEqualTo(Duration.ofSeconds(15));
        assertThat(shop.guard().watch()).containsExactly(CANARY);
        assertThat(shop.guard().errors().max()).contains(Percent.parse("5%"));
        assertThat(shop.guard().latency().orElseThrow().max())
                .containsExactly(new LatencyLimit("p99", Duration.ofSeconds(2)));
        assertThat(shop.guard().clientErrors()).contains(ClientErrorsSpec.DEFAULT);
        assertThat(shop.drain().deadline()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theRoutesOfTheAcceptanceFileMeanWhatTheySay() {
        assertThat(good("acceptance").routes().get(1).match())
                .containsExactly(new MatchSpec(
                        List.of("reports.example", "*.reports.example"),
                        Optional.empty(),
                        List.of(),
                        Map.of("x-client", new ValueMatch(ValueMatch.Kind.PREFIX, List.of("ios/"))),
                        Map.of("format", new ValueMatch(ValueMatch.Kind.EXACT, List.of("pdf"))),
                        Map.of(),
                        List.of()));
    }

    @Test
    void namesAndLabelsAreTextWhateverTheyLookLike() {
        ServiceSpec service =
                good("names-that-look-like-something-else").services().get(0);
        assertThat(service.name().text()).isEqualTo("true");
        assertThat(service.versions())
                .extracting(version -> version.name().text())
                .containsExactly("1.10", "no");
        assertThat(service.versions().get(0).labels())
                .isEqualTo(Map.of("build", "1.10", "zone", "no", "on", "off", "year", "2026"));
        assertThat(service.sticky().seed()).isEqualTo("1.10");
    }

    @Test
    void variablesStandForPartsOfValues() {
        ProxySpec spec = good("environment");
        ServiceSpec shop = spec.services().get(0);
        assertThat(spec.listeners().get(0).address()).isEqualTo(new Address("127.0.0.1", 8080));
        assertThat(shop.versions()).extracting(VersionSpec::weight).containsExactly(Weight.of(95), Weight.of(5));
        assertThat(shop.versions().get(1).labels()).containsEntry("note", "${literal} x filled");
        assertThat(shop.guard().blipTicks()).isEqualTo(2);
        assertThat(shop.force().passOn()).isTrue();
    }

    @Test
    void sharesBecomeWeightsOfTheSameProportions() {
        assertThat(good("shares").services().get(0).versions())
                .extracting(version -> version.weight().toString())
                .containsExactly("94.5", "5.5", "0");
    }

    @Test
    void defaultsHoldForEveryServiceThatDoesNotWriteTheKey() {
        ProxySpec spec = good("defaults");
        ServiceSpec shop = spec.services().get(0);
        ServiceSpec reports = spec.services().get(1);
        assertThat(shop.stable()).isEqualTo(BLUE);
        assertThat(reports.timeouts().response()).isEqualTo(Duration.ofSeconds(15));
        assertThat(shop.timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(shop.timeouts().response())
                .as("a written key replaces the default whole")
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(reports.sticky().seed()).isEqualTo("reports");
        assertThat(reports.guard().onFail()).isEqualTo(GuardSpec.OnFail.HOLD);
        assertThat(reports.expose()).isEqualTo(Expose.EVERYONE);
    }

    @Test
    void theMatchLanguageIsReadWhole() {
        MatchSpec match = good("match-language").routes().get(0).match().get(0);
        assertThat(match.hosts()).containsExactly("shop.example", "*.shop.example", "127.0.0.1", "[::1]");
        assertThat(match.path()).contains(new PathMatch(PathMatch.Kind.EXACT, "/a"));
        assertThat(match.headers())
                .containsEntry("x-a", new ValueMatch(ValueMatch.Kind.EXACT, List.of("one")))
                .containsEntry("x-d", new ValueMatch(ValueMatch.Kind.REGEX, List.of("[0-9]+")))
                .containsEntry("x-e", new ValueMatch(ValueMatch.Kind.ANY_OF, List.of("a", "b", "1")))
                .containsEntry("x-f", new ValueMatch(ValueMatch.Kind.PRESENT, List.of()))
                .containsEntry("x-g", new ValueMatch(ValueMatch.Kind.ABSENT, List.of()));
        assertThat(match.cookies()).containsEntry("beta", new ValueMatch(ValueMatch.Kind.EXACT, List.of("1")));
        assertThat(match.clientAddresses()).containsExactly(Network.parse("10.0.0.0/8"));
    }

    @Test
    void aGuardThatIsOffWatchesNobody() {
        assertThat(good("guard-off").services().get(0).guard()).isEqualTo(GuardSpec.watching(List.of()));
        GuardSpec parts = good("guard-parts-off").services().get(0).guard();
        assertThat(parts.clientErrors()).isEmpty();
        assertThat(parts.latency()).isEmpty();
        assertThat(parts.unit()).isEqualTo(GuardSpec.Unit.REQUEST);
    }

    @Test
    void relativePathsBeginAtTheFolderOfTheFile() {
        String text = "admin: {address: 127.0.0.1:9901, tokens: secrets/../tokens.yaml}\nstate: {dir: /var/lib/x}\n";
        ProxySpec spec = spec(text + SMALLEST);
        assertThat(spec.admin().tokens()).contains(Path.of("/etc/dimmer/tokens.yaml"));
        assertThat(spec.state().dir()).contains(Path.of("/var/lib/x"));
    }

    @Test
    void systemdNamesTheStateDirectoryUnlessTheFileDoes() {
        Map<String, String> systemd = Map.of("STATE_DIRECTORY", "/var/lib/dimmer:/var/lib/other");
        ProxySpec spec = ConfigReader.read(SMALLEST, FILE, systemd).value().orElseThrow();
        assertThat(spec.state().dir()).contains(Path.of("/var/lib/dimmer"));
        ProxySpec written = ConfigReader.read("state: {dir: mine}\n" + SMALLEST, FILE, systemd)
                .value()
                .orElseThrow();
        assertThat(written.state().dir()).contains(Path.of("/etc/dimmer/mine"));
        assertThat(spec("state: {dir: none}\n" + SMALLEST).state().dir()).isEmpty();
    }

    private static ProxySpec good(String name) {
        return Corpus.good()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .read()
                .value()
                .orElseThrow();
    }
}
