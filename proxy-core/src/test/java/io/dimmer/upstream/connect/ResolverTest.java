package io.dimmer.upstream.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dimmer.config.value.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private final AtomicReference<String[]> answer = new AtomicReference<>(new String[] {"10.0.0.1"});
    private final AtomicInteger lookups = new AtomicInteger();

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        String[] found = answer.get();
        if (found.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] addresses = new InetAddress[found.length];
        for (int i = 0; i < found.length; i++) {
            addresses[i] = InetAddress.getByAddress(
                    host, InetAddress.getByName(found[i]).getAddress());
        }
        return addresses;
    }

    private Resolver resolver() {
        return new Resolver(this::lookUp, Duration.ofMillis(20));
    }

    private static String current(Endpoint endpoint) {
        InetSocketAddress now = endpoint.current();
        return now == null ? "none" : now.getAddress().getHostAddress() + ":" + now.getPort();
    }

    @Test
    void addressesAreKnownAtOnce() {
        try (Resolver resolver = new Resolver()) {
            Endpoint endpoint = resolver.endpoint(new Address("127.0.0.1", 9001));
            assertThat(endpoint.isKnown()).isTrue();
            assertThat(current(endpoint)).isEqualTo("127.0.0.1:9001");
        }
    }

    @Test
    void aMovedNameIsFound() {
        try (Resolver resolver = resolver()) {
            Endpoint endpoint = resolver.endpoint(new Address("shop.internal", 80));
            await().until(() -> current(endpoint).equals("10.0.0.1:80"));
            answer.set(new String[] {"10.0.0.2"});
            await().until(() -> current(endpoint).equals("10.0.0.2:80"));
            assertThat(endpoint.holds(new InetSocketAddress("10.0.0.1", 80))).isFalse();
        }
    }

    @Test
    void aNameThatStopsResolvingKeepsItsAddress() {
        try (Resolver resolver = resolver()) {
            Endpoint endpoint = resolver.endpoint(new Address("shop.internal", 80));
            await().until(() -> current(endpoint).equals("10.0.0.1:80"));
            answer.set(new String[0]);
            int before = lookups.get();
            await().until(() -> lookups.get() > before + 2);
            assertThat(current(endpoint)).isEqualTo("10.0.0.1:80");
        }
    }

    @Test
    void aNameWithoutAddressIsKnownToHaveNone() {
        answer.set(new String[0]);
        try (Resolver resolver = resolver()) {
            Endpoint endpoint = resolver.endpoint(new Address("shop.internal", 80));
            await().until(endpoint::isKnown);
            assertThat(current(endpoint)).isEqualTo("none");
        }
    }

    @Test
    void addressesTakeTurnsWhenOneFails() {
        answer.set(new String[] {"10.0.0.1", "10.0.0.2"});
        try (Resolver resolver = resolver()) {
            Endpoint endpoint = resolver.endpoint(new Address("shop.internal", 80));
            await().until(endpoint::isKnown);
            InetSocketAddress first = endpoint.current();
            assertThat(first).isNotNull();
            if (first != null) {
                endpoint.failed(first);
                assertThat(endpoint.current()).isNotEqualTo(first);
                // A late report of the same failure changes nothing.
                InetSocketAddress second = endpoint.current();
                endpoint.failed(first);
                assertThat(endpoint.current()).isEqualTo(second);
            }
        }
    }

    @Test
    void whatNobodyNeedsIsNoLongerLookedUp() {
        try (Resolver resolver = resolver()) {
            Endpoint endpoint = resolver.endpoint(new Address("shop.internal", 80));
            await().until(() -> lookups.get() > 1);
            resolver.forget(endpoint);
            AtomicInteger before = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(200)).until(() -> before.getAndSet(lookups.get()) == lookups.get());
        }
    }
}
