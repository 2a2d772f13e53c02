package io.dimmer.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one client says on one connection, and what it is answered.
 *
 * @param exchanges in order; the last one ends the connection
 * @param pipelined true when the requests are sent without waiting for answers
 * @param piece bytes of the requests that are sent at once; 0 for everything
 */
record Talk(List<Exchange> exchanges, boolean pipelined, int piece) {
    /**
     * One of them.
     *
     * @param number which the request carries
     * @param piece bytes of the answer that are sent at once; 0 for everything
     * @param endsWithConnection true when the answer does, for it has no length
     */
    record Exchange(int number, String request, String answer, int piece, boolean endsWithConnection) {
        boolean isHead() {
            return request.strip().startsWith("HEAD ");
        }

        /** Both heads, for people. */
        String brief() {
            return number + ": " + head(request) + " answered " + head(answer);
        }

        private static String head(String message) {
            return message.substring(0, message.indexOf("\r\n\r\n"))
                    .lines()
                    .map(line -> line.length() > LONG ? line.substring(0, LONG) + "…" : line)
                    .map(Bytes::show)
                    .collect(Collectors.joining("⏎"));
        }
    }

    private static final int LONG = 100;

    /** Sends a message, in pieces where wanted. */
    static void send(String message, int piece, OutputStream to) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < bytes.length) {
            int end = piece == 0 ? bytes.length : Math.min(bytes.length, at + Math.max(piece, bytes.length / 256));
            to.write(bytes, at, end - at);
            to.flush();
            at = end;
        }
    }
}
