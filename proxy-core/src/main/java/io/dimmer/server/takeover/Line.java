package io.dimmer.server.takeover;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The words that two processes exchange, a line each. Stateless. */
final class Line {
    /** Asks for the place; the number rises when the words change. */
    static final String TAKEOVER = "takeover 1";

    /** The place is free; the addresses follow. */
    static final String YOURS = "yours";

    /** The place is not given up; the reason follows. */
    static final String REFUSED = "refused";

    /** The new one serves. */
    static final String READY = "ready";

    private static final String SOCKET = "takeover.sock";
    private static final int LONGEST = 16 * 1024;

    private Line() {}

    /** Where the two meet: whoever may write in the state directory may ask. */
    static Path socket(Path stateDir) {
        return stateDir.resolve(SOCKET);
    }

    static void send(SocketChannel channel, String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The next line; empty when the other side has gone. */
    static String read(SocketChannel channel) throws IOException {
        StringBuilder line = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (line.length() < LONGEST && channel.read(one.clear()) > 0) {
            char next = (char) one.get(0);
            if (next == '\n') {
                return line.toString();
            }
            line.append(next);
        }
        return "";
    }
}
