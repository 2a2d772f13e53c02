package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.assign.Assigner;
import io.dimmer.assign.Member;
import io.dimmer.assign.Split;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ConfigReader;
import io.dimmer.config.file.Reading;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.TimeoutsSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.VersionName;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.VersionState;
import io.dimmer.listen.Listener;
import io.dimmer.listen.limit.HouseRules;
import io.dimmer.listen.limit.Limit;
import io.dimmer.route.RouteTable;
import io.dimmer.time.ElapsedTime;
import io.dimmer.upstream.Upstream;
import io.dimmer.wire.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real edge on a free port, made of the words of a configuration file. */
final class TestEdge implements AutoCloseable {
    private static final String HEAD = """
            listeners:
              - {name: edge, address: 127.0.0.1:0}
            state: {dir: none}
            """;

    /** Where a client that closed its half must get its answers, however busy the machine is. */
    static final Tuning PATIENT =
            new Tuning(Tuning.DEFAULT.sendAhead(), Tuning.DEFAULT.upstreamConnections(), Duration.ofSeconds(20));

    private final ProxySpec spec;
    private final Map<VersionName, VersionState> states = new HashMap<>();
    private final Recording recording = new Recording();
    private final Edge edge;
    private final Listener listener;
    private final InetSocketAddress address;

    private TestEdge(ProxySpec spec, int loops, Tuning tuning, ExchangeListener breaker) throws IOException {
        this.spec = spec;
        this.edge = Edge.of(new EdgeOptions(
                loops,
                Transport.nio(),
                HouseRules.of(spec),
                loop -> breaker.before(recording),
                ElapsedTime.SYSTEM,
                InstantSource.system(),
                tuning));
        edge.replace(snapshot());
        this.listener = edge.listen(spec.listeners().get(0));
        this.address = listener.address();
    }

    /** One service {@code shop} whose version {@code blue} is the upstream. */
    static TestEdge before(Upstreamer blue) throws IOException {
        return start(shop(blue));
    }

    /** The same with more keys of the service. */
    static TestEdge before(Upstreamer blue, String serviceKeys) throws IOException {
        return before(blue, serviceKeys, Tuning.DEFAULT);
    }

    /** The same with other bounds. */
    static TestEdge before(Upstreamer blue, String serviceKeys, Tuning tuning) throws IOException {
        String versions = "versions: {blue: {endpoints: [" + blue.endpoint() + "]}}";
        return start("services: {shop: {" + versions + ", " + serviceKeys + "}}", 1, tuning);
    }

    /** The same with a listener of one's own, which hears of assignments and answers before the recording. */
    static TestEdge before(Upstreamer blue, ExchangeListener listener) throws IOException {
        return start(shop(blue), 1, Tuning.DEFAULT, listener);
    }

    private static String shop(Upstreamer blue) {
        return "services: {shop: {versions: {blue: {endpoints: [" + blue.endpoint() + "]}}}}";
    }

    /** Anything: the text of a file, without its listeners unless they matter. */
    static TestEdge start(String text) throws IOException {
        return start(text, 1, Tuning.DEFAULT);
    }

    static TestEdge start(String text, int loops, Tuning tuning) throws IOException {
        return start(text, loops, tuning, new ExchangeListener() {});
    }

    private static TestEdge start(String text, int loops, Tuning tuning, ExchangeListener listener) throws IOException {
        Reading<ProxySpec> read = ConfigReader.read(
                (text.contains("listeners:") ? "" : HEAD) + text,
                Path.of("test.yaml").toAbsolutePath(),
                Map.of());
        assertThat(read.problemLines("")).isEmpty();
        ProxySpec spec = read.value().orElseThrow();
        List<ServiceSpec> patient =
                spec.services().stream().map(TestEdge::patient).toList();
        return new TestEdge(spec.withServices(patient), loops, tuning, listener);
    }

    /**
     * With more time to connect than the usual second: on a busy machine a connect may wait for its retransmission,
     * which takes that second, and a name may wait for its server. Any other time that the text says holds.
     */
    private static ServiceSpec patient(ServiceSpec service) {
        TimeoutsSpec times = service.timeouts();
        if (!times.connect().equals(TimeoutsSpec.DEFAULT.connect())) {
            return service;
        }
        return new ServiceSpec(
                service.name(),
                service.stable(),
                service.versions(),
                service.sticky(),
                service.force(),
                service.expose(),
                new TimeoutsSpec(Duration.ofSeconds(30), times.response(), times.idle(), times.total()),
                service.guard(),
                service.drain());
    }

    /** Changes the state of a version, as the control thread would. */
    void state(String version, VersionState state) {
        states.put(new VersionName(version), state);
        edge.replace(snapshot());
    }

    private EdgeSnapshot snapshot() {
        List<ServiceSpec> services = spec.services();
        List<ServiceEdge> edges = new ArrayList<>();
        for (int i = 0; i < services.size(); i++) {
            edges.add(service(i, services.get(i)));
        }
        RouteTable routes = RouteTable.of(
                spec.routes(),
                name -> names(spec.routes().stream().map(r -> r.name().text()).toList(), name.text()),
                name -> names(services.stream().map(s -> s.name().text()).toList(), name.text()));
        return new EdgeSnapshot(routes, edges);
    }

    private static int names(List<String> all, String wanted) {
        return all.indexOf(wanted);
    }

    private ServiceEdge service(int number, ServiceSpec service) {
        List<Member> members = new ArrayList<>();
        List<Upstream> upstreams = new ArrayList<>();
        for (VersionSpec version : service.versions()) {
            int dense = number * 10 + members.size();
            VersionState state = states.getOrDefault(version.name(), VersionState.READY);
            members.add(new Member(version.name(), dense, version.weight(), state));
            upstreams.add(edge.upstreams().of(dense, version.endpoints()));
        }
        Split split = Split.of(members, service.stable(), false, 1);
        return ServiceEdge.of(number, service, Assigner.of(service, split, List.of()), upstreams);
    }

    /** The upstream of a version of the first service. */
    Upstream upstream(String version) {
        ServiceEdge service = edge.snapshot().services().get(0);
        return service.upstream(service.assigner().split().indexOf(new VersionName(version)));
    }

    Edge edge() {
        return edge;
    }

    InetSocketAddress address() {
        return address;
    }

    int port() {
        return address.getPort();
    }

    /** A client's connection to it. */
    RawClient connect() throws IOException {
        return RawClient.to(address);
    }

    /** Opens another listener of the file. */
    InetSocketAddress listen(String name) throws IOException {
        return edge.listen(spec.listeners().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow())
                .address();
    }

    /** Open connections of clients. */
    int connections() {
        return listener.connections();
    }

    /** How often a client met a limit. */
    long timesMet(Limit limit) {
        return listener.timesMet(limit);
    }

    /** What its listeners heard. */
    Recording heard() {
        return recording;
    }

    @Override
    public void close() {
        edge.close();
    }

    /** One that can be an upstream. */
    interface Upstreamer {
        String endpoint();
    }
}
