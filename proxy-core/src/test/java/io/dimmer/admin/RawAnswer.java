package io.dimmer.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What came back over a connection until it was closed: all the bytes, and the first answer in them.
 *
 * @param all what was received
 * @param status of the first answer, 0 without any
 * @param head lines of its head
 * @param body all that followed
 */
record RawAnswer(String all, int status, List<String> head, String body) {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String BLANK_LINE = "\r\n\r\n";

    /** Sends bytes as they are, so that a test can say what no HTTP library would, and reads to the end. */
    static RawAnswer to(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static RawAnswer of(String all) {
        int end = all.indexOf(BLANK_LINE);
        if (end < 0) {
            return new RawAnswer(all, 0, List.of(), "");
        }
        List<String> head = Arrays.asList(all.substring(0, end).split("\r\n", -1));
        int status = Integer.parseInt(head.get(0).split(" ", 3)[1]);
        return new RawAnswer(all, status, head, all.substring(end + BLANK_LINE.length()));
    }

    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(line -> line.substring(prefix.length()).strip())
                .findFirst();
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(body);
    }
}
