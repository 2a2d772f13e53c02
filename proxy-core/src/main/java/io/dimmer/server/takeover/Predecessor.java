package io.dimmer.server.takeover;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The side of the process that is new: the one whose place it takes. Between {@link #ask} and {@link #ready} that one
 * serves on and has no state; {@link #close} without {@code ready} gives it back.
 */
public final class Predecessor implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final SocketChannel channel;
    private final List<String> addresses;

    private Predecessor(SocketChannel channel, List<String> addresses) {
        this.channel = channel;
        this.addresses = addresses;
    }

    /**
     * Asks the proxy that runs with this state directory for its place; blocks until it has given up the state.
     *
     * @return empty when none runs
     * @throws IOException when it does not give up its place
     */
    public static Optional<Predecessor> ask(Path stateDir) throws IOException {
        Path socket = Line.socket(stateDir);
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException left) {
            // What a process that was killed has left behind.
            channel.close();
            return Optional.empty();
        }
        String answer = answer(channel);
        if (answer.startsWith(Line.YOURS)) {
            return Optional.of(new Predecessor(
                    channel,
                    List.of(answer.substring(Line.YOURS.length()).strip().split(" "))));
        }
        channel.close();
        throw new IOException("the proxy that runs does not hand over: "
                + (answer.isEmpty() ? "it did not answer within " + PATIENCE_SECONDS + " s" : answer));
    }

    private static String answer(SocketChannel channel) throws IOException {
        Line.send(channel, Line.TAKEOVER);
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(channel, answer), "dimmer-takeover");
        reader.setDaemon(true);
        reader.start();
        return answer.completeOnTimeout("", PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void read(SocketChannel channel, CompletableFuture<String> answer) {
        try {
            answer.complete(Line.read(channel));
        } catch (IOException gone) {
            answer.complete("");
        }
    }

    /** True when it listens on this address: then the port is to be shared with it. */
    public boolean listensOn(String address) {
        return addresses.contains(address);
    }

    /** Tells it that its place is taken: it stops accepting, and ends when its connections have. */
    public void ready() throws IOException {
        Line.send(channel, Line.READY);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
