package io.dimmer.server.takeover;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The side of the process that runs: waits on a socket in its state directory for one that wants its place. It gives up
 * the state first, serves on, and leaves only when the other one says that it serves; if that one dies before, it takes
 * everything back.
 */
public final class HandOver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);

    private final Path socket;
    private final ServerSocketChannel server;
    private final Owner owner;
    private volatile boolean handedOver;

    private HandOver(Path socket, ServerSocketChannel server, Owner owner) {
        this.socket = socket;
        this.server = server;
        this.owner = owner;
    }

    /**
     * Waits from now on. Only for the one who holds the lock of the directory: what lies there is replaced.
     *
     * @throws IOException when there can be no such socket, for one because the path of the directory is too long
     */
    public static HandOver listen(Path stateDir, Owner owner) throws IOException {
        Path socket = Line.socket(stateDir);
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        HandOver waiting = new HandOver(socket, server, owner);
        Thread thread = new Thread(waiting::run, "dimmer-takeover");
        thread.setDaemon(true);
        thread.start();
        return waiting;
    }

    private void run() {
        while (server.isOpen() && !handedOver) {
            try (SocketChannel other = server.accept()) {
                serve(other);
            } catch (IOException | RuntimeException e) {
                if (server.isOpen()) {
                    LOG.warn("a hand-over was not completed: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(SocketChannel other) throws IOException {
        String asked = Line.read(other);
        if (!asked.equals(Line.TAKEOVER)) {
            Line.send(other, Line.REFUSED + " found " + asked + ", expected " + Line.TAKEOVER);
            return;
        }
        LOG.info("another process wants to take over");
        boolean serves = false;
        try {
            List<String> addresses = owner.handOver();
            Line.send(other, Line.YOURS + " " + String.join(" ", addresses));
            serves = Line.read(other).equals(Line.READY);
        } catch (IOException e) {
            Line.send(other, Line.REFUSED + " " + e.getMessage());
        } finally {
            if (serves) {
                handedOver = true;
                owner.leave();
            } else {
                owner.takeBack();
            }
        }
    }

    /** Waits no more. The socket of a successor is left alone. */
    @Override
    public void close() throws IOException {
        server.close();
        if (!handedOver) {
            Files.deleteIfExists(socket);
        }
    }
}
