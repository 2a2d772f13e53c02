package io.dimmer.wire;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.util.Version;
import java.util.List;
import java.util.Map;

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
        for (NativeTransport candidate : ALL) {
            String obstacle = candidate.obstacle(loader);
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
    private String obstacle(ClassLoader loader) {
        Map<String, Version> versions = Version.identify(loader);
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

    private static String version(Map<String, Version> versions, String artifactId) {
        Version version = versions.get(artifactId);
        return version == null ? "" : version.artifactVersion();
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
