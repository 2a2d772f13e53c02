package io.dimmer.wire;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/**
 * Looks for the transports whose classes we are not compiled against. Their order is that of the evidence: epoll was
 * level with or ahead of NIO in every measurement, io_uring only in some.
 */
final class NativeTransport {
    private static final String COMMON = "netty-common";
    private static final List<NativeTransport> ALL = List.of(
            new NativeTransport("epoll", "epoll.Epoll", "epoll.Epoll", "netty-transport-native-epoll"),
            new NativeTransport("io_uring", "uring.IoUring", "uring.IoUring", "netty-transport-native-io_uring"));

    private final String name;
    private final String probe;
    private final String prefix;
    private final String artifact;

    private NativeTransport(String name, String probe, String prefix, String artifact) {
        this.name = name;
        this.probe = "io.netty.channel." + probe;
        this.prefix = "io.netty.channel." + prefix;
        this.artifact = artifact;
    }

    static Transport choose(ClassLoader loader) {
        StringBuilder reasons = new StringBuilder();
        Properties versions = versions(loader);
        for (NativeTransport candidate : ALL) {
            String obstacle = candidate.obstacle(loader, versions);
            if (obstacle.isEmpty()) {
                return candidate.load(loader);
            }
            reasons.append(reasons.isEmpty() ? "" : "; ")
                    .append(candidate.name)
                    .append(": ")
                    .append(obstacle);
        }
        return Transport.nio(reasons.toString());
    }

    /** Why it cannot be used, empty when it can. */
    private String obstacle(ClassLoader loader, Properties versions) {
        String wanted = version(versions, COMMON);
        String found = version(versions, artifact);
        if (found.isEmpty()) {
            return "not on the class path";
        }
        if (!found.equals(wanted)) {
            return "found version " + found + ", expected " + wanted;
        }
        try {
            boolean available =
                    (boolean) type(loader, probe).getMethod("isAvailable").invoke(null);
            return available ? "" : "the kernel or its rights do not allow it";
        } catch (ReflectiveOperationException | LinkageError e) {
            return "cannot be loaded: " + e;
        }
    }

    /**
     * What Netty's artifacts on the class path say of themselves. Read here and not by {@link io.netty.util.Version}, which
     * reads their dates as well: the calendars of the JDK for it are a twentieth of a start.
     */
    private static Properties versions(ClassLoader loader) {
        Properties versions = new Properties();
        try {
            for (URL file : Collections.list(loader.getResources("META-INF/io.netty.versions.properties"))) {
                try (InputStream lines = file.openStream()) {
                    versions.load(lines);
                }
            }
        } catch (IOException e) {
            // A file that cannot be read tells no version, and then the transport is not taken.
            return new Properties();
        }
        return versions;
    }

    private static String version(Properties versions, String artifactId) {
        return versions.getProperty(artifactId + ".version", "");
    }

    private Transport load(ClassLoader loader) {
        try {
            return new Transport(
                    name,
                    type(loader, prefix + "ServerSocketChannel").asSubclass(ServerChannel.class),
                    type(loader, prefix + "SocketChannel").asSubclass(Channel.class),
                    (IoHandlerFactory) type(loader, prefix + "IoHandler")
                            .getMethod("newFactory")
                            .invoke(null),
                    "its natives are those of Netty's version");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " said that it is available, but has no channels", e);
        }
    }

    private static Class<?> type(ClassLoader loader, String className) throws ClassNotFoundException {
        return Class.forName(className, true, loader);
    }
}
