package io.dimmer.server.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The client of a warm-up: a few connections, requests as browsers, services and testers send them. */
final class Drill {
    private static final int CONNECTIONS = 8;
    private static final int USERS = 64;

    /** For one answer; a warm-up that may take longer than that waits as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final List<String> KINDS = List.of("""
            GET /items/%1$d HTTP/1.1\r
            Host: warm-up\r
            X-User-Id: %1$d\r
            \r
            """, """
            GET /?page=%1$d HTTP/1.1\r
            Host: warm-up\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101\r
            Accept: text/html,application/xhtml+xml,*/*;q=0.8\r
            Accept-Language: en-GB,en;q=0.5\r
            Accept-Encoding: gzip, deflate, br\r
            Connection: keep-alive\r
            Cookie: theme=dark; uid=%1$d\r
            \r
            """, """
            POST /basket HTTP/1.1\r
            Host: warm-up\r
            X-User-Id: %1$d\r
            Content-Type: application/json\r
            Content-Length: 11\r
            \r
            {"id": 17}
            """, """
            GET /status HTTP/1.1\r
            Host: warm-up\r
            X-Dimmer-Version: canary\r
            X-User-Id: %1$d\r
            \r
            """);

    private final byte[] answer = new byte[8192];

    private Drill() {}

    /**
     * Sends until there are enough answers, or the time is over.
     *
     * @param most how long all of it may take
     * @return how many answers came
     */
    static int send(int port, int enough, Duration most, BooleanSupplier isOver) throws IOException {
        int patienceMillis = (int) Math.max(PATIENCE.toMillis(), Math.min(most.toMillis(), Integer.MAX_VALUE));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                sockets.add(socket);
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(patienceMillis);
            }
            return new Drill().exchange(sockets, enough, isOver);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private int exchange(List<Socket> sockets, int enough, BooleanSupplier isOver) throws IOException {
        List<byte[]> requests = requests();
        int answers = 0;
        while (answers < enough && !isOver.getAsBoolean()) {
            for (int i = 0; i < sockets.size(); i++) {
                sockets.get(i).getOutputStream().write(requests.get((answers + i) % requests.size()));
            }
            for (Socket socket : sockets) {
                readAnswer(socket.getInputStream());
                answers++;
            }
        }
        return answers;
    }

    private static List<byte[]> requests() {
        List<byte[]> requests = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (String kind : KINDS) {
                requests.add(kind.formatted(user).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return requests;
    }

    /** The body of the answer ends with a brace and a line feed, which nothing before it does. */
    private void readAnswer(InputStream in) throws IOException {
        int read = 0;
        while (read < 2 || answer[read - 1] != '\n' || answer[read - 2] != '}') {
            int more = in.read(answer, read, answer.length - read);
            if (more <= 0) {
                throw new IOException("a connection was closed in the middle of an answer");
            }
            read += more;
        }
    }
}
