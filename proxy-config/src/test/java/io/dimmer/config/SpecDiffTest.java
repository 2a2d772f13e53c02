package io.dimmer.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dimmer.config.SpecDiff.Change;
import io.dimmer.config.file.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What differs between two files is named by key. */
class SpecDiffTest {
    private static final String FILE = """
            listeners: [{name: edge, address: 127.0.0.1:8080}]
            services:
              shop:
                stable: blue
                versions:
                  blue: {endpoints: [127.0.0.1:9001], weight: 95}
                  canary: {endpoints: [127.0.0.1:9002], weight: 5, labels: {build: "1"}}
                sticky: {by: [{header: X-User-Id}, {clientAddress: true}]}
            routes: [{name: shop, match: [{path: {prefix: /}}], service: shop}]
            """;

    private static ProxySpec spec(String text) {
        return ConfigReader.read(text, Path.of("/etc/dimmer/dimmer.yaml"), Map.of())
                .value()
                .orElseThrow();
    }

    private static Change change(String key, String before, String after) {
        return new Change(key, Optional.of(before), Optional.of(after));
    }

    @Test
    void equalFilesDifferInNothing() {
        assertThat(SpecDiff.between(spec(FILE), spec("# another text\n" + FILE)))
                .isEmpty();
    }

    @Test
    void aWeightIsOneKey() {
        assertThat(SpecDiff.between(spec(FILE), spec(FILE.replace("weight: 5,", "weight: 10.5,"))))
                .containsExactly(change("services.shop.versions.canary.weight", "5", "10.5"));
    }

    @Test
    void writingADefaultOutChangesNothingAndAnotherValueDoes() {
        assertThat(SpecDiff.between(spec(FILE), spec(FILE + "admin: {address: 127.0.0.1:9901}\n")))
                .isEmpty();
        assertThat(SpecDiff.between(spec(FILE), spec(FILE + "admin: {address: 127.0.0.1:9902}\n")))
                .containsExactly(change("admin.address", "127.0.0.1:9901", "127.0.0.1:9902"));
    }

    @Test
    void listsAreOneKeyAndNamedThingsHaveTheirNameInIt() {
        String text = FILE.replace("[{header: X-User-Id}, {clientAddress: true}]", "[{cookie: uid}]")
                .replace("prefix: /", "prefix: /shop")
                .replace("8080", "8081")
                .replace("{build: \"1\"}", "{build: \"2\"}");
        assertThat(SpecDiff.between(spec(FILE), spec(text)))
                .containsExactly(
                        change("listeners.edge.address", "127.0.0.1:8080", "127.0.0.1:8081"),
                        change("services.shop.versions.canary.labels.build", "1", "2"),
                        change(
                                "services.shop.sticky.by",
                                "[{header: X-User-Id}, {clientAddress: true}]",
                                "[{cookie: uid}]"),
                        change("routes.shop.match", "[{path: {prefix: /}}]", "[{path: {prefix: /shop}}]"));
    }

    @Test
    void whatComesHasNoValueBeforeAndWhatGoesNoneAfter() {
        String without = FILE.replace(", labels: {build: \"1\"}", "");
        Change gone = new Change("services.shop.versions.canary.labels.build", Optional.of("1"), Optional.empty());
        Change come = new Change("services.shop.versions.canary.labels.build", Optional.empty(), Optional.of("1"));
        assertThat(SpecDiff.between(spec(FILE), spec(without))).containsExactly(gone);
        assertThat(SpecDiff.between(spec(without), spec(FILE))).containsExactly(come);
    }

    @Test
    void defaultsAreWrittenOutWithTheirUnits() {
        assertThat(SpecDiff.between(spec(FILE), spec(FILE.replace("routes:", "    expose: nobody\nroutes:"))))
                .containsExactly(change("services.shop.expose", "forcers", "nobody"));
        assertThat(SpecDiff.values(spec(FILE)))
                .containsEntry("services.shop.guard.errors.tolerance", "25%")
                .containsEntry("services.shop.timeouts.response", "30s")
                .containsEntry("limits.maxHeaderBytes", "32KiB")
                .containsEntry("state.dir", "/etc/dimmer/state");
    }
}
