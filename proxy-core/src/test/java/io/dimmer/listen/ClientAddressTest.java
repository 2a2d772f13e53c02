package io.dimmer.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.Network;
import io.dimmer.exchange.AddressSet;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TextHead;
import io.dimmer.wire.ClientPeer;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final AddressSet TRUSTED =
            AddressSet.of(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));

    private static final ClientPeer PEER = peer(ClientPeer.Trust.EITHER);

    private static ClientPeer peer(ClientPeer.Trust trust) {
        return new ClientPeer(new InetSocketAddress("10.0.0.1", 1), new InetSocketAddress("10.0.0.2", 80), trust);
    }

    private static String client(ClientPeer.Trust trust, int hops, Map<String, String> fields) {
        RequestHead head = TextHead.of("GET", "/", "a", List.copyOf(fields.entrySet()));
        return ClientAddress.of(head, peer(trust), TRUSTED, hops).getHostAddress();
    }

    private static RequestHead head(String... forwardedFor) {
        return TextHead.of(
                "GET",
                "/",
                "a",
                Arrays.stream(forwardedFor)
                        .map(value -> Map.entry("X-Forwarded-For", value))
                        .toList());
    }

    private static String client(String... forwardedFor) {
        return ClientAddress.of(head(forwardedFor), PEER, TRUSTED, Integer.MAX_VALUE)
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4 | 1.2.3.4",
                "6.6.6.6, 1.2.3.4, 10.9.9.9 | 1.2.3.4",
                "10.1.1.1, 10.2.2.2 | 10.1.1.1",
                "unknown, 10.2.2.2 | 10.2.2.2",
                "_hidden | 10.0.0.1",
                "6.6.6.6, evil, 10.2.2.2 | 10.2.2.2",
                "1.2.3.4:5678 | 1.2.3.4",
                "2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "[2001:db8::7]:443 | 2001:db8:0:0:0:0:0:7",
                "2001:db8::7, fd00::1 | 2001:db8:0:0:0:0:0:7",
                "::ffff:1.2.3.4 | 1.2.3.4"
            })
    void walksFromTheRightThroughThoseItTrusts(String forwardedFor, String client) {
        assertThat(client(forwardedFor)).isEqualTo(client);
    }

    @Test
    void readsSeveralLinesAsOneList() {
        assertThat(client("6.6.6.6", "1.2.3.4, 10.3.3.3", "10.4.4.4")).isEqualTo("1.2.3.4");
    }

    @Test
    void withoutAnyThePeerIsTheClient() {
        assertThat(client()).isEqualTo("10.0.0.1");
        assertThat(client("")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=1.2.3.4 | 1.2.3.4",
                "For=6.6.6.6, for=1.2.3.4;proto=http;by=10.0.0.1 | 1.2.3.4",
                "for=1.2.3.4, for=10.9.9.9;host=\"a,b;c\" | 1.2.3.4",
                "for=\"[2001:db8::7]:4711\" | 2001:db8:0:0:0:0:0:7",
                "for=1.2.3.4, for=\"[fd00::1]\" | 1.2.3.4",
                "for=6.6.6.6, proto=http, for=10.2.2.2 | 10.2.2.2",
                "for=6.6.6.6, for=unknown, for=10.2.2.2 | 10.2.2.2",
                "for=_hidden | 10.0.0.1",
                "proto=https | 10.0.0.1",
                "for=1.2.3.4;for=6.6.6.6 | 10.0.0.1",
                "for=6.6.6.6, for=\"1.2.3.4 | 10.0.0.1",
                "nonsense | 10.0.0.1"
            })
    void readsForwardedFromTheRightToo(String forwarded, String client) {
        assertThat(client(ClientPeer.Trust.EITHER, 9, Map.of("Forwarded", forwarded)))
                .isEqualTo(client);
        assertThat(client(ClientPeer.Trust.FORWARDED, 9, Map.of("Forwarded", forwarded, "X-Forwarded-For", "6.6.6.6")))
                .isEqualTo(client);
        assertThat(client(ClientPeer.Trust.X_FORWARDED, 9, Map.of("Forwarded", forwarded)))
                .isEqualTo("10.0.0.1");
        assertThat(client(ClientPeer.Trust.NOTHING, 9, Map.of("Forwarded", forwarded)))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void xForwardedForComesFirstWhereNobodySaidWhichOne() {
        Map<String, String> both = Map.of("Forwarded", "for=6.6.6.6", "X-Forwarded-For", "1.2.3.4");
        assertThat(client(ClientPeer.Trust.EITHER, 9, both)).isEqualTo("1.2.3.4");
        assertThat(client(ClientPeer.Trust.X_FORWARDED, 9, both)).isEqualTo("1.2.3.4");
        assertThat(client(ClientPeer.Trust.FORWARDED, 9, both)).isEqualTo("6.6.6.6");
    }

    @Test
    void believesNoMoreProxiesThanThereAre() {
        String list = "6.6.6.6, 10.1.1.1, 10.2.2.2";
        assertThat(client(ClientPeer.Trust.EITHER, 1, Map.of("X-Forwarded-For", list)))
                .isEqualTo("10.2.2.2");
        assertThat(client(ClientPeer.Trust.EITHER, 2, Map.of("X-Forwarded-For", list)))
                .isEqualTo("10.1.1.1");
        assertThat(client(ClientPeer.Trust.EITHER, 9, Map.of("X-Forwarded-For", list)))
                .isEqualTo("6.6.6.6");
        String forwarded = "for=6.6.6.6, for=10.1.1.1, for=10.2.2.2";
        assertThat(client(ClientPeer.Trust.EITHER, 2, Map.of("Forwarded", forwarded)))
                .isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "[::1", "a:b", "1.2.3.999", "0x7f.1"})
    void namesAndNonsenseAreNoAddresses(String entry) {
        assertThat(ClientAddress.parse(entry)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-for",
                "Forwarded",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Real-IP"
            })
    void knowsWhatProxiesWrite(String name) {
        assertThat(ClientAddress.isForwarded(TextHead.of("GET", "/", "a", List.of(Map.entry(name, "x")))))
                .isTrue();
        assertThat(ClientAddress.isForwarded(TextHead.of("GET", "/", "a", List.of(Map.entry("X-Other", "x")))))
                .isFalse();
    }
}
