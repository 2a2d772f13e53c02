package io.dimmer.loadtest.demo.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyJarTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void isFoundInTheHomeOfDimmer() throws Exception {
        Path jar = file("proxy-core/target/dimmer.jar");
        assertThat(ProxyJar.find(Optional.empty(), Map.of("DIMMER_HOME", home.toString()), home.resolve("x.jar")))
                .isEqualTo(jar);
    }

    @Test
    void isFoundBesideWhereWeWereBuilt() throws Exception {
        Path jar = file("proxy-core/target/dimmer.jar");
        Path own = file("loadtest/target/dimmer-loadtest.jar");
        assertThat(ProxyJar.find(Optional.empty(), Map.of(), own)).isEqualTo(jar);
    }

    @Test
    void isFoundBesideUsInAnArchive() throws Exception {
        Path jar = file("lib/dimmer.jar");
        Path own = file("lib/dimmer-loadtest.jar");
        assertThat(ProxyJar.find(Optional.empty(), Map.of(), own)).isEqualTo(jar);
    }

    @Test
    void theOneThatWasAskedForIsTheOnlyOne() throws Exception {
        file("proxy-core/target/dimmer.jar");
        Path other = file("other.jar");
        Map<String, String> environment = Map.of("DIMMER_HOME", home.toString());

        assertThat(ProxyJar.find(Optional.of(other), environment, home)).isEqualTo(other);
        assertThatThrownBy(() -> ProxyJar.find(Optional.of(home.resolve("none.jar")), environment, home))
                .isInstanceOf(DemoRefusal.class)
                .hasMessageContaining("none.jar")
                .hasMessageContaining("set DIMMER_HOME");
    }

    private Path file(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
