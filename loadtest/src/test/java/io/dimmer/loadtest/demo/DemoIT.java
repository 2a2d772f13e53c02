package io.dimmer.loadtest.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dimmer.loadtest.demo.proxy.DemoRefusal;
import io.dimmer.loadtest.demo.story.Screen;
import io.dimmer.loadtest.demo.story.Summary;
import io.dimmer.loadtest.target.Fault;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The play in front of a stand-in; the real proxy is built after this module, and plays in the checks of the whole. */
@Timeout(120)
class DemoIT {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter told = new StringWriter();
    private final List<Summary> summaries = new ArrayList<>();
    private Path jar = Path.of("");

    @BeforeEach
    void packStandIn() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInProxy.class.getName());
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(place -> Path.of(place).toUri().toString())
                .collect(Collectors.joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        jar = folder.resolve("dimmer.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    @Test
    void tellsTheStoryOfACanaryThatIsDrained() throws Exception {
        play(options(Fault.ERRORS, 1));

        assertThat(told.toString())
                .startsWith("Dimmer demo: one service, three versions, 5 000 users, 200 requests/s.")
                .containsSubsequence(
                        "   0.0 s  blue 50 %, green 45 %, canary 5 %. Every user keeps one version.",
                        "failed. canary p99",
                        "canary turns bad: it now fails every request. Nobody told Dimmer.",
                        "DRAINED canary: it failed 15 of 15 requests while blue failed 0 of 100.",
                        "last request on canary finished. 0 were cut.",
                        "every user asked once: its 250 users now have blue (100 %) or green (0 %); nobody else moved.",
                        "more requests, ",
                        "canary requests until drain",
                        "all on canary; stable 0")
                // Not always none: when the proxy has sent the last failures, their users may not have read them.
                .containsPattern("more requests, \\d failed")
                .doesNotContain("\u001b")
                .doesNotContain("./dimmer status");
        assertThat(summaries).hasSize(1);
        Summary summary = summaries.get(0);
        assertThat(summary.unmet()).isEmpty();
        assertThat(summary.drained()).isTrue();
        assertThat(summary.stableFailures()).isZero();
        assertThat(summary.failures()).isGreaterThanOrEqualTo(15);
        assertThat(summary.decision().orElseThrow().canaryRequests())
                .as("but for those under way when it turned bad")
                .isPositive()
                .isCloseTo(summary.failures(), within(20L));
        assertNothingIsLeft();
    }

    @Test
    void saysWhatTheProxySaidWhenItEnds() {
        assertThatThrownBy(() -> play(options(Fault.NONE, 666)))
                .isInstanceOf(DemoRefusal.class)
                .hasMessageContaining("the proxy ended with exit code 7; it said:\n  stand-in: this seed is refused");
        assertNothingIsLeft();
    }

    @Test
    void refusesABusyPortThatWasAskedFor() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DemoOptions options = new DemoOptions(
                    Fault.NONE,
                    true,
                    OptionalInt.of(taken.getLocalPort()),
                    OptionalInt.of(0),
                    1,
                    100,
                    Optional.empty());
            assertThatThrownBy(() -> play(options))
                    .isInstanceOf(DemoRefusal.class)
                    .hasMessage("port " + taken.getLocalPort() + " is in use; choose another one with --port");
        }
    }

    private void play(DemoOptions options) throws DemoRefusal, IOException, InterruptedException {
        Screen screen = new Screen(new PrintWriter(told, true), false, false);
        new Demo(options, screen, Map.of("DIMMER_PROXY_JAR", jar.toString())).run(summaries::add);
    }

    private static DemoOptions options(Fault fault, long seed) {
        return new DemoOptions(fault, true, OptionalInt.of(0), OptionalInt.of(0), seed, 200, Optional.empty());
    }

    private static void assertNothingIsLeft() {
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .as("child processes")
                .isEmpty();
    }
}
