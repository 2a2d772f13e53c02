package io.dimmer.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"shop", "1.10", "no", "a-b_c.d", "_x", "None", "v"})
    void namesAreWhatUrlsHeadersAndLabelsCanHold(String text) {
        assertThat(new ServiceName(text)).hasToString(text);
        assertThat(new VersionName(text)).hasToString(text);
        assertThat(new RouteName(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a=b", "-a", ".a", "..", "ä", "a,b", "a\n"})
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new ServiceName(text))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage(
                        "service name: found \"" + text + "\", expected a name of 1 to 64 letters, digits, '-', '_' or"
                                + " '.', the first a letter, a digit or '_'");
    }

    @Test
    void namesEndAtSixtyFourCharacters() {
        assertThat(new VersionName("x".repeat(64)).text()).hasSize(64);
        assertThatThrownBy(() -> new VersionName("x".repeat(65))).isInstanceOf(UnexpectedValueException.class);
    }

    @Test
    void noneIsNoName() {
        assertThatThrownBy(() -> new RouteName("none"))
                .hasMessage("route name: found none, expected another name: none is the label for what is absent");
    }
}
