package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 127.0.0.1, 8080",
        "localhost:0, localhost, 0",
        "shop.internal:65535, shop.internal, 65535",
        "[::1]:80, ::1, 80",
        "my_host-1:80, my_host-1, 80"
    })
    void readsHostAndPortAndPrintsThemAgain(String text, String host, int port) {
        assertThat(Address.parse(text)).isEqualTo(new Address(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.1:80", "1.2.3:80", "256.0.0.1:80",
                        "01.2.3.4:80",
                "::1:80", "[::1]", "[::1%lo]:80", "[127.0.0.1]:80", "[zz::]:80", "http://a:80", "a b:80", "-a:80",
                        "a-:80",
                "a..b:80", "a.:80", "ä:80", "*:80", "a:123456"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Address.parse(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("address: found " + text
                        + ", expected host:port, such as 127.0.0.1:8080, shop.internal:8080 or [::1]:8080");
    }

    @Test
    void refusesPortsThatDoNotExist() {
        assertThatThrownBy(() -> Address.parse("a:65536"))
                .hasMessage("address: found a:65536, expected a port from 0 to 65535");
        assertThatThrownBy(() -> new Address("a", -1)).hasMessage("address: found port -1, expected 0 to 65535");
        assertThatThrownBy(() -> new Address("", 1)).hasMessageStartingWith("address: found an empty host, expected");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true, false", "LOCALHOST, true, false", "127.8.9.1, true, false", "::1, true, false",
        "10.0.0.1, false, false", "0.0.0.0, false, true", "::, false, true", "shop.example, false, false"
    })
    void knowsLoopbackAndWildcardWithoutAskingANameServer(String host, boolean loopback, boolean wildcard) {
        assertThat(new Address(host, 1).isLoopback()).isEqualTo(loopback);
        assertThat(new Address(host, 1).isWildcard()).isEqualTo(wildcard);
    }
}
