package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.ProxySpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.service.VersionSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is what was meant. */
class ConfigWriterTest {
    @ParameterizedTest
    @MethodSource("io.dimmer.config.file.Corpus#good")
    void whatItWritesIsReadAsTheSame(Corpus.Entry entry) {
        ProxySpec spec = entry.read().value().orElseThrow();
        String written = ConfigWriter.write(spec, Corpus.FILE, Map.of());
        Reading<ProxySpec> again = ConfigReader.read(written, Corpus.FILE, Map.of());
        assertThat(again.problemLines("nothing runs")).isEmpty();
        assertThat(again.value()).contains(spec);
    }

    @Test
    void writesNoMoreThanWhatIsMeant() {
        String text = """
                listeners:
                  - name: edge
                    address: 127.0.0.1:8080
                services:
                  shop:
                    stable: blue
                    versions:
                      blue:
                        endpoints: [127.0.0.1:9001]
                        weight: 95
                      canary:
                        endpoints: ["[::1]:9002"]
                        weight: 5
                        labels: {build: "1.10"}
                    sticky:
                      by:
                        - {clientAddress: true}
                      seed: shop
                    guard:
                      onFail: hold
                      errors: {max: 5%}
                """;
        ProxySpec spec = ConfigReader.read(text, Corpus.FILE, Map.of()).value().orElseThrow();
        String guardInOrder = text.replace(
                "      onFail: hold\n      errors: {max: 5%}\n", "      errors: {max: 5%}\n      onFail: hold\n");
        assertThat(ConfigWriter.write(spec, Corpus.FILE, Map.of())).isEqualTo(guardInOrder);
    }

    @Test
    void writesTheWeightsInForceWithARemark() {
        ProxySpec file = Corpus.good()
                .filter(entry -> entry.name().equals("smallest"))
                .findFirst()
                .orElseThrow()
                .read()
                .value()
                .orElseThrow();
        ServiceSpec shop = file.service(new ServiceName("shop")).orElseThrow();
        List<VersionSpec> now = shop.versions().stream()
                .map(version -> version.name().equals(new VersionName("canary"))
                        ? version.withWeight(Weight.parse("10.5556"))
                        : version)
                .toList();
        ProxySpec inForce = file.withService(shop.withVersions(now).withStable(new VersionName("canary")));
        String written = ConfigWriter.write(
                inForce, Corpus.FILE, Map.of("services.shop.versions.canary", "now drain, by guard"));
        assertThat(written)
                .contains("    stable: canary\n")
                .contains("      canary:  # now drain, by guard\n")
                .contains("        weight: 10.5556\n");
        assertThat(ConfigReader.read(written, Corpus.FILE, Map.of()).value()).contains(inForce);
    }

    @Test
    void pathsBelowTheFolderOfTheFileAreRelative() {
        String text = """
                listeners: [{name: edge, address: 127.0.0.1:8080}]
                admin: {address: 127.0.0.1:9901, tokens: /etc/dimmer/secrets/tokens.yaml}
                state: {dir: /var/lib/dimmer}
                services: {shop: {versions: {blue: {endpoints: [127.0.0.1:9001]}}}}
                """;
        Path file = Path.of("/etc/dimmer/dimmer.yaml");
        ProxySpec spec = ConfigReader.read(text, file, Map.of()).value().orElseThrow();
        assertThat(ConfigWriter.write(spec, file, Map.of()))
                .contains("admin: {tokens: secrets/tokens.yaml}\n")
                .contains("state: {dir: /var/lib/dimmer}\n");
    }
}
