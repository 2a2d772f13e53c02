package io.dimmer.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transport follows what is on the class path, by exact version. */
class NativeTransportTest {
    private static final String EPOLL = "netty-transport-native-epoll";

    @TempDir
    Path folder;

    @Test
    void takesNioWhereThereAreNoNatives() {
        assumeThat(Version.identify()).doesNotContainKey(EPOLL);
        Transport transport = Transport.best();
        assertThat(transport.name()).isEqualTo("nio");
        assertThat(transport.serverChannel()).isEqualTo(NioServerSocketChannel.class);
        assertThat(transport.clientChannel()).isEqualTo(NioChannels.Connection.class);
        assertThat(transport.why()).isEqualTo("epoll: not on the class path; io_uring: not on the class path");
    }

    @Test
    void refusesNativesOfAnotherVersion() {
        assumeThat(Version.identify()).doesNotContainKey(EPOLL);
        Transport transport = with(EPOLL, "4.2.18.Final");
        assertThat(transport.name()).isEqualTo("nio");
        assertThat(transport.why()).contains("epoll: found version 4.2.18.Final, expected " + netty());
    }

    @Test
    void fallsBackWhenNativesCannotBeLoaded() {
        assumeThat(Version.identify()).doesNotContainKey(EPOLL);
        Transport transport = with(EPOLL, netty());
        assertThat(transport.name()).isEqualTo("nio");
        assertThat(transport.why()).contains("epoll: cannot be loaded: java.lang.ClassNotFoundException");
    }

    /** In the build with {@code -Pepoll}. */
    @Test
    void takesEpollWhereItsNativesAreThere() {
        assumeThat(Version.identify()).containsKey(EPOLL);
        Transport transport = Transport.best();
        assertThat(transport.name()).isEqualTo("epoll");
        assertThat(transport.serverChannel().getSimpleName()).isEqualTo("EpollServerSocketChannel");
        assertThat(transport.clientChannel().getSimpleName()).isEqualTo("EpollSocketChannel");
    }

    private static String netty() {
        return Objects.requireNonNull(Version.identify().get("netty-common")).artifactVersion();
    }

    /** A class path on which one more artifact says what version it is. */
    private Transport with(String artifact, String version) {
        Path versions = folder.resolve("META-INF/io.netty.versions.properties");
        String lines = String.join(
                "\n",
                artifact + ".version=" + version,
                artifact + ".buildDate=2026-01-01 00\\:00\\:00 +0000",
                artifact + ".commitDate=2026-01-01 00\\:00\\:00 +0000",
                artifact + ".shortCommitHash=0",
                artifact + ".longCommitHash=0",
                artifact + ".repoStatus=clean",
                "");
        try {
            Files.createDirectories(versions.getParent());
            Files.writeString(versions, lines);
            try (URLClassLoader loader = new URLClassLoader(
                    new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
                return NativeTransport.choose(loader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
