package io.dimmer.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.config.value.Address;
import io.dimmer.exchange.Outcome;
import io.dimmer.upstream.Upstream;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Endpoints, connections and their bounds. */
@ExtendWith(NoLeaks.class)
class UpstreamsIT {
    private static String services(String endpoints) {
        return "services: {shop: {versions: {blue: {endpoints: [" + endpoints + "]}}}}";
    }

    @Test
    void spreadsRequestsOverEndpoints() throws IOException {
        try (RawUpstream one = RawUpstream.answering(RawUpstream.OK);
                RawUpstream two = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.start(services(one.endpoint() + ", " + two.endpoint()))) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = edge.connect()) {
                    client.get("/").readReply();
                }
            }
            assertThat(one.connections()).isPositive();
            assertThat(two.connections()).isPositive();
        }
    }

    @Test
    void avoidsAnEndpointThatCannotBeReached() throws IOException {
        int dead;
        try (ServerSocket free = new ServerSocket(0)) {
            dead = free.getLocalPort();
        }
        try (RawUpstream one = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.start(services("127.0.0.1:" + dead + ", " + one.endpoint()));
                RawClient client = edge.connect()) {
            int failed = 0;
            for (int i = 0; i < 50; i++) {
                failed += client.get("/").readReply().status() == 502 ? 1 : 0;
            }
            assertThat(failed).isLessThan(10);
        }
    }

    @Test
    void resolvesNames() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK)) {
            String port = blue.endpoint().substring(blue.endpoint().indexOf(':') + 1);
            try (TestEdge edge = TestEdge.start(services("localhost:" + port));
                    RawClient client = edge.connect()) {
                // The name may have an IPv6 address too, on which nobody listens: its turn is over after one try.
                client.get("/").readReply();
                client.get("/").readReply();
                assertThat(client.get("/").readReply().status()).isEqualTo(200);
            }
            try (TestEdge edge = TestEdge.start(services("no-such-host.invalid:" + port));
                    RawClient client = edge.connect()) {
                assertThat(client.get("/").readReply().field("X-Dimmer-Outcome"))
                        .isEqualTo("connect_failed");
            }
        }
    }

    @Test
    void thereAreNoMoreConnectionsThanAllowed() throws IOException {
        Tuning three = new Tuning(65536, 3, Tuning.DEFAULT.grace());
        try (RawUpstream blue = RawUpstream.of(RawUpstream.Connection::readToEnd);
                TestEdge edge = TestEdge.start(services(blue.endpoint()), 1, three)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                clients.add(edge.connect().get("/"));
                blue.connection(i);
            }
            try (RawClient another = edge.connect()) {
                RawClient.Reply reply = another.get("/").readReply();
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.field("X-Dimmer-Outcome")).isEqualTo("no_capacity");
            }
            for (RawClient client : clients) {
                client.close();
            }
            assertThat(edge.heard().awaitEnded(4))
                    .extracting(Recording.Ended::outcome)
                    .containsOnlyOnce(Outcome.NO_CAPACITY);
            await().until(() -> edge.upstream("blue").connections() == 0);
        }
    }

    @Test
    void eachLoopHasConnectionsOfItsOwn() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.start(services(blue.endpoint()), 2, Tuning.DEFAULT)) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = edge.connect()) {
                    client.get("/").readReply();
                    client.get("/").readReply();
                }
            }
            assertThat(blue.connections()).isEqualTo(2);
            assertThat(edge.heard().awaitEnded(40)).allMatch(e -> e.outcome() == Outcome.ANSWERED);
            assertThat(edge.edge().executors()).hasSize(2);
        }
    }

    @Test
    void equalEndpointsKeepTheUpstreamAndOthersLetItGo() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(RawUpstream.OK);
                RawUpstream other = RawUpstream.answering(RawUpstream.OK);
                TestEdge edge = TestEdge.start(services(blue.endpoint()));
                RawClient client = edge.connect()) {
            client.get("/").readReply();
            Upstream before = edge.upstream("blue");
            assertThat(edge.edge().upstreams().of(0, before.addresses())).isSameAs(before);
            Upstream after = edge.edge().upstreams().of(0, List.of(address(other)));
            assertThat(after).isNotSameAs(before);
            edge.edge().upstreams().keepOnly(List.of(after));
            blue.connection(0).awaitEnd();
            await().until(() -> before.connections() == 0);
            // Whoever still holds the old snapshot is served, on connections that do not outlive their exchange.
            assertThat(client.get("/").readReply().status()).isEqualTo(200);
            await().until(() -> before.connections() == 0);
        }
    }

    private static Address address(RawUpstream upstream) {
        String[] parts = upstream.endpoint().split(":", 2);
        return new Address(parts[0], Integer.parseInt(parts[1]));
    }

    @Test
    void anUpstreamThatSaysHowLongItKeepsConnectionsIsBelieved() throws IOException {
        try (RawUpstream blue = RawUpstream.answering(
                        "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=5\r\nContent-Length: 2\r\n\r\nok");
                TestEdge edge = TestEdge.before(blue);
                RawClient client = edge.connect()) {
            client.get("/").readReply();
            blue.connection(0).awaitEnd();
            assertThat(client.get("/").readReply().status()).isEqualTo(200);
            assertThat(blue.connections()).isEqualTo(2);
        }
    }
}
