package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.128/25, 10.1.2.127, false",
        "10.1.2.128/25, 10.1.2.200, true",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, ::1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "::1, ::1, true"
    })
    void holdsTheAddressesThatShareItsFirstBits(String network, String address, boolean inside)
            throws UnknownHostException {
        assertThat(Network.parse(network).contains(InetAddress.getByName(address)))
                .isEqualTo(inside);
        assertThat(Network.parse(Network.parse(network).toString())).isEqualTo(Network.parse(network));
    }

    @ParameterizedTest
    @CsvSource({
        "ten, 'a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8'",
        "10.0.0/8, 'a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8'",
        "127.1, 'a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8'",
        "10.0.0.0/, 'a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8'",
        "10.0.0.0/-1, 'a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8'",
        "localhost, 'a network such as 10.0.0.0/8, 192.0.2.7 or fd00::/8'",
        "10.0.0.0/33, /0 to /32 after the address",
        "fd00::/129, /0 to /128 after the address"
    })
    void refusesWhatIsNoneAndSaysWhatOneIs(String text, String expected) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("network: found " + text + ", expected " + expected);
    }
}
