package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.Address;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first file of somebody new works as printed. */
class InitTest {
    private static Reading<ProxySpec> read(String text) {
        return ConfigReader.read(text, Path.of("dimmer.yaml"), Map.of());
    }

    @Test
    void validatesAsPrintedWithoutAWarning() {
        Reading<ProxySpec> reading = read(Init.text(Init.STABLE, Init.CANDIDATE));
        assertThat(reading.problemLines("")).isEmpty();
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void holdsTheAddressesThatWereGivenAndKeepsTheCandidateDark() {
        Address stable = Address.parse("10.0.0.5:8080");
        Address candidate = Address.parse("[fd00::6]:8080");
        ServiceSpec shop = read(Init.text(stable, candidate))
                .value()
                .orElseThrow()
                .services()
                .get(0);
        assertThat(shop.name().text()).isEqualTo("shop");
        assertThat(shop.stable().text()).isEqualTo("blue");
        assertThat(shop.versions().get(0).endpoints()).containsExactly(stable);
        assertThat(shop.versions().get(1).endpoints()).containsExactly(candidate);
        assertThat(shop.versions().get(1).weight().isZero()).isTrue();
    }
}
