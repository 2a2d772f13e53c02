package io.dimmer.wire.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes streams of messages from the grammar, and spoils most of them a little: what an attacker would try is a few
 * bytes away from what is valid. The same seed makes the same streams.
 */
final class Streams {
    private static final String[] METHODS = {"GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "X-Y", "CONNECT"};
    private static final String[] TARGETS = {
        "/", "/a/b?c=d", "/%20;x?y=&z", "*", "http://h/p?q", "http://h", "HTTPS://h:1?q", "h:80", "//x", "/a|b\"c", "/?"
    };
    private static final String[] HOSTS = {"Host: h", "host:h:80", "HOST: [::1]:80", "Host:  h ", "Host: a.b-c_d.e"};
    private static final String[] FIELDS = {
        "Accept: */*",
        "Cookie: a=b; c=\"d\"",
        "X-User-Id:42",
        "X-Empty:",
        "X-Spaced: \t a  b \t",
        "Connection: close",
        "Connection: keep-alive, X-Hop",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Expect: 100-continue",
        "Keep-Alive: timeout=5",
        "Content-Xength: 5",
        "X-Hop: 1",
        "TE: trailers",
        "Content-Type: text/plain",
        "X-Dimmer-Version: canary",
        "X-Obs: \u00e9\u00ff"
    };
    private static final String[] TRAILERS = {
        "X-Trailer: t", "X-Hop: 1", "Content-Type: x", "Content-Length: 5", "Host: evil", "X-Empty:", "X-Dimmer-Run: x"
    };
    private static final String[] SPLICES = {
        "\r\n",
        "\n",
        "\r",
        " ",
        "\t",
        "\0",
        ":",
        ",",
        ";",
        "\u000b",
        "\u0080",
        "\r\n ",
        "\r\n\t",
        "0\r\n\r\n",
        "\r\n\r\n",
        "Content-Length: 5\r\n",
        "Content-Length:3\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: x\r\n",
        "transfer-encoding:chunked\r\n",
        "Host: h\r\n",
        " HTTP/1.1",
        "HTTP/1.0",
        ";a=b",
        ";a=\"b\\\"c\"",
        ";\"\r\n\"",
        "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "5",
        "00",
        "-",
        "+",
        "x",
        "#"
    };

    private final Random random;

    Streams(long seed) {
        this.random = new Random(seed);
    }

    /** One to three requests, spoilt or not. */
    byte[] requests() {
        StringBuilder stream = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> lines = new ArrayList<>();
            lines.add(one(METHODS) + " " + one(TARGETS) + " HTTP/1." + (random.nextInt(8) == 0 ? 0 : 1));
            lines.add(one(HOSTS));
            message(stream, lines);
        }
        return spoilt(stream);
    }

    /** One to three answers, spoilt or not. */
    byte[] answers() {
        StringBuilder stream = new StringBuilder();
        String[] lines = {
            "200 OK",
            "404 Not Found",
            "204 No Content",
            "304 Not Modified",
            "100 Continue",
            "500 ",
            "201",
            "101 Switching"
        };
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<String> head = new ArrayList<>();
            head.add("HTTP/1." + (random.nextInt(8) == 0 ? 0 : 1) + " " + one(lines));
            message(stream, head);
        }
        return spoilt(stream);
    }

    private void message(StringBuilder stream, List<String> lines) {
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(1 + random.nextInt(lines.size()), one(FIELDS));
        }
        String body = "";
        int kind = random.nextInt(4);
        if (kind == 0) {
            body = "b".repeat(random.nextInt(12));
            lines.add(1 + random.nextInt(lines.size()), "Content-Length: " + body.length());
        } else if (kind == 1) {
            body = chunks();
            lines.add(1 + random.nextInt(lines.size()), "Transfer-Encoding: chunked");
        }
        stream.append(String.join("\r\n", lines)).append("\r\n\r\n").append(body);
    }

    private String chunks() {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            int size = 1 + random.nextInt(20);
            body.append(random.nextBoolean() ? Integer.toHexString(size) : "0" + Integer.toHexString(size));
            body.append(extension()).append("\r\n").append("c".repeat(size)).append("\r\n");
        }
        body.append("0").append(extension()).append("\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            body.append(one(TRAILERS)).append("\r\n");
        }
        return body.append("\r\n").toString();
    }

    private String extension() {
        return switch (random.nextInt(12)) {
            case 0 -> ";a";
            case 1 -> ";a=b;c=d";
            case 2 -> ";a=\"b c\\\"\"";
            default -> "";
        };
    }

    private byte[] spoilt(StringBuilder stream) {
        for (int i = random.nextInt(4); i > 0; i--) {
            spoil(stream);
        }
        return stream.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void spoil(StringBuilder stream) {
        int at = random.nextInt(stream.length());
        int end = Math.min(stream.length(), at + 1 + random.nextInt(6));
        switch (random.nextInt(6)) {
            case 0 -> stream.setCharAt(at, (char) random.nextInt(256));
            case 1 -> stream.deleteCharAt(at);
            case 2 -> stream.insert(at, stream.substring(at, end));
            case 3 -> stream.setCharAt(at, (char) (stream.charAt(at) ^ 1 << random.nextInt(8)));
            case 4 -> stream.insert(lineStart(stream, at), one(SPLICES));
            default -> stream.insert(at, one(SPLICES));
        }
        if (stream.length() == 0) {
            stream.append('\r');
        }
    }

    private static int lineStart(StringBuilder stream, int at) {
        int lf = stream.lastIndexOf("\n", at);
        return lf < 0 ? 0 : lf + 1;
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
