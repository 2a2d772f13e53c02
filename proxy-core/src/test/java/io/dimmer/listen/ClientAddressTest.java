package io.dimmer.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.value.Network;
import io.dimmer.exchange.AddressSet;
import io.dimmer.exchange.RequestHead;
import io.dimmer.exchange.TextHead;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

    private static RequestHead head(String... forwardedFor) {
        return TextHead.of(
                "GET",
                "/",
                "a",
                Arrays.stream(forwardedFor)
                        .map(value -> Map.entry("X-Forwarded-For", value))
                        .toList());
    }

    private static String client(String... forwardedFor) throws UnknownHostException {
        return ClientAddress.of(head(forwardedFor), InetAddress.getByName("10.0.0.1"), TRUSTED)
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
    void walksFromTheRightThroughThoseItTrusts(String forwardedFor, String client) throws UnknownHostException {
        assertThat(client(forwardedFor)).isEqualTo(client);
    }

    @Test
    void readsSeveralLinesAsOneList() throws UnknownHostException {
        assertThat(client("6.6.6.6", "1.2.3.4, 10.3.3.3", "10.4.4.4")).isEqualTo("1.2.3.4");
    }

    @Test
    void withoutAnyThePeerIsTheClient() throws UnknownHostException {
        assertThat(client()).isEqualTo("10.0.0.1");
        assertThat(client("")).isEqualTo("10.0.0.1");
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
