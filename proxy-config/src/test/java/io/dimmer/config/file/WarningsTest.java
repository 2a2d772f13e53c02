package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is allowed and probably not meant. */
class WarningsTest {
    private static final String CLEAN = """
            listeners: [{name: edge, address: 127.0.0.1:8080}]
            services:
              shop:
                stable: blue
                versions:
                  blue: {endpoints: [127.0.0.1:9001], weight: 1}
                  canary: {endpoints: [127.0.0.1:9002], weight: 0}
                sticky: {by: [{header: X-User-Id}]}
            """;

    private static List<String> warnings(String text) {
        Reading<?> reading = ConfigReader.read(text, Path.of("dimmer.yaml"), Map.of());
        assertThat(reading.problems()).isEmpty();
        return reading.warningLines().stream()
                .map(line -> line.substring("dimmer.yaml:".length()))
                .toList();
    }

    static Stream<Arguments> guards() {
        return Stream.of(
                Arguments.of(
                        CLEAN + "    force: {allow: anyone}\n",
                        "9:20: services.shop.force.allow: warning: anyone who reaches this proxy can choose a version"),
                Arguments.of(
                        CLEAN + "    force: {keys: keys.yaml}\n",
                        "9:19: services.shop.force.keys: warning: keys are not used unless allow is signed"),
                Arguments.of(
                        CLEAN + "    guard: off\n",
                        "9:12: services.shop.guard: warning: nobody is watched: a version that turns bad keeps its users"),
                Arguments.of(
                        CLEAN + "    guard: {watch: []}\n",
                        "9:12: services.shop.guard: warning: nobody is watched: a version that turns bad keeps its users"),
                Arguments.of(
                        CLEAN + "    guard: {falseDrainProbability: 10%}\n",
                        "9:12: services.shop.guard: warning: drains 10% of all healthy versions by chance"),
                Arguments.of(
                        CLEAN + "    guard: {latency: {max: {p99: 30s}}}\n",
                        "9:12: services.shop.guard: warning: latency.max.p99 of 30s says nothing: timeouts.response of 30s"
                                + " comes first"),
                Arguments.of(
                        CLEAN + "    guard: {watch: [canary], errors: {max: 5%}}\n",
                        "9:21: services.shop.guard.watch[0]: warning: canary has weight 0: no limit judges it until it gets"
                                + " a share"),
                Arguments.of(
                        CLEAN + "    timeouts: {response: 10s, total: 5s}\n",
                        "9:38: services.shop.timeouts.total: warning: shorter than response: the whole exchange ends before"
                                + " an answer may begin"));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(
                        CLEAN.replace("weight: 1}", "weight: 0}").replace("9002], weight: 0", "9002], weight: 1"),
                        "6:51: services.shop.versions.blue.weight: warning: the stable version has weight 0: nobody is sent"
                                + " to what is trusted"),
                Arguments.of(
                        CLEAN.replace("9002", "9001"),
                        "6:7: services.shop.versions: warning: blue and canary share the endpoint 127.0.0.1:9001"),
                Arguments.of(
                        CLEAN.replace("    sticky: {by: [{header: X-User-Id}]}\n", ""),
                        "3:3: services.shop.sticky.by: warning: not written, so a user is known by the client's address:"
                                + " people behind one address share a version"),
                Arguments.of(
                        CLEAN.replace("by: [{header: X-User-Id}]", "seed: s"),
                        "8:5: services.shop.sticky.by: warning: not written, so a user is known by the client's address:"
                                + " people behind one address share a version"),
                Arguments.of(
                        CLEAN.replace("{header: X-User-Id}", ""),
                        "8:18: services.shop.sticky.by: warning: nobody has a key: every request is drawn anew"),
                Arguments.of(
                        CLEAN.replace("[{header", "[{clientAddress: true}, {header"),
                        "8:18: services.shop.sticky.by: warning: what stands after clientAddress is never used: every"
                                + " request has an address"),
                Arguments.of(
                        CLEAN + "state: {dir: none}\n",
                        "9:14: state.dir: warning: what is changed at run time is forgotten at a restart"),
                Arguments.of(
                        CLEAN + "trustedProxies: [0.0.0.0/0]\n",
                        "9:17: trustedProxies: warning: everybody is trusted: any client can claim any address"),
                Arguments.of(
                        CLEAN + "admin: {address: 0.0.0.0:9901, tokens: t.yaml}\n",
                        "9:18: admin.address: warning: 0.0.0.0:9901 is open to the network and tokens travel in clear"),
                Arguments.of(CLEAN + """
                                  other: {versions: {v: {endpoints: [127.0.0.1:9003]}}, sticky: {by: [{header: X}]}}
                                routes: [{name: shop, match: [{path: {prefix: /}}], service: shop}]
                                """, "9:3: services.other: warning: no route leads to it"));
    }

    @ParameterizedTest
    @MethodSource({"guards", "others"})
    void warnsOfWhatIsProbablyNotMeant(String text, String warning) {
        assertThat(warnings(text)).containsExactly(warning);
    }

    @Test
    void isSilentWhenNothingIsOdd() {
        assertThat(warnings(CLEAN)).isEmpty();
    }

    @Test
    void warnsBesideProblemsToo() {
        Reading<?> reading =
                ConfigReader.read(CLEAN + "    guard: off\n    stikcy: {}\n", Path.of("dimmer.yaml"), Map.of());
        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.warnings()).hasSize(1);
    }
}
