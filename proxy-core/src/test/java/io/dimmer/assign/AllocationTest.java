package io.dimmer.assign;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dimmer.config.edge.MatchSpec;
import io.dimmer.config.edge.PathMatch;
import io.dimmer.config.edge.RouteSpec;
import io.dimmer.config.service.KeySource;
import io.dimmer.config.value.RouteName;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.Exchange;
import io.dimmer.exchange.ExchangeListener;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TestHead;
import io.dimmer.route.RouteTable;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding a route and choosing a version allocate nothing, once they are compiled. */
class AllocationTest {
    private static final int REQUESTS = 10_000;
    private static final int MOST_ROUNDS = 2_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final AssignLoop loop =
            new AssignLoop(new ExchangeListener() {}, () -> 42, InstantSource.fixed(Instant.EPOCH));
    private final Assigner assigner = Fleet.of("blue", 50)
            .and("green", 45)
            .and("canary", 5)
            .sticky(
                    "seed",
                    new KeySource(KeySource.Kind.HEADER, "X-User-Id"),
                    new KeySource(KeySource.Kind.COOKIE, "uid"),
                    KeySource.CLIENT_ADDRESS)
            .assigner();
    private final RouteTable routes = RouteTable.of(
            List.of(new RouteSpec(
                    new RouteName("cart"),
                    List.of(new MatchSpec(
                            List.of("shop.example"),
                            Optional.of(new PathMatch(PathMatch.Kind.PREFIX, "/cart")),
                            List.of("GET"),
                            Map.of(),
                            Map.of(),
                            Map.of(),
                            List.of())),
                    new ServiceName("shop"))),
            name -> 0,
            name -> 0);

    @ParameterizedTest
    @ValueSource(strings = {"X-User-Id: 42", "Cookie: a=b; uid=42", "X-Other: 42"})
    void aRequestThatForcesNothingAllocatesNothing(String field) {
        RequestHead head = TestHead.of("/cart/items?page=2", "Host: shop.example:8080", field);
        Exchange exchange = new Exchange(head, InetAddress.getLoopbackAddress(), false, 0);
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && bytes >= REQUESTS; round++) {
            bytes = allocated(exchange);
        }
        assertThat(bytes).as("bytes for %s requests", REQUESTS).isLessThan(REQUESTS);
    }

    @Test
    void theMeterSeesWhatAForcedRequestAllocates() {
        RequestHead head = TestHead.of("/cart", "Host: shop.example", "X-Dimmer-Version: canary");
        Exchange exchange = new Exchange(head, InetAddress.getLoopbackAddress(), false, 0);
        assertThat(allocated(exchange)).isGreaterThan(REQUESTS);
    }

    private long allocated(Exchange exchange) {
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < REQUESTS; i++) {
            assertThatItIsFound(exchange);
            assigner.assign(exchange, loop);
        }
        return thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private void assertThatItIsFound(Exchange exchange) {
        if (routes.find(exchange.head(), exchange.client()) == null) {
            throw new AssertionError("no route");
        }
    }
}
