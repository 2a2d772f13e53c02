package io.dimmer.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Valid requests and answers to them, as varied as the RFC lets them be; the same seed makes the same ones. */
final class Traffic {
    private static final String[] METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"};
    private static final String[] PATHS = {
        "/", "/a/b", "/a//b///c", "/%20%2F%2e", "/a;p=1,2", "/~u/-._", "/a!$&'()*+=:@", "/index.html", "/a%C3%A9"
    };
    private static final String[] QUERIES = {"", "?", "?a=b&c=d", "?x=%26%3d&y", "?a?b/c", "?q=1+2&q=3"};
    private static final String[] NAMES = {
        "X-Thing",
        "x-thing",
        "X_Under",
        "ACCEPT",
        "User-Agent",
        "Cookie",
        "Referer",
        "If-None-Match",
        "Accept-Encoding",
        "Content-Type",
        "Authorization",
        "Cache-Control",
        "Range",
        "X-A.b",
        "Origin",
        "!#$%&'*+-.^_`|~"
    };
    private static final String[] VALUES = {
        "1", "a b  c", "a=b; c=\"d e\"", "*/*;q=0.8", "\"etag\"", "gzip, br", "bytes=0-9", "\u00e9\u00ff", "x,y,,z", ""
    };
    private static final String[] STATUSES = {
        "200 OK", "201 Created", "204 No Content", "304 Not Modified", "301 Moved", "404 Not Found", "500 Oops", "299 "
    };
    private static final String[] ANSWER_NAMES = {
        "X-Thing", "x-other", "Set-Cookie", "ETag", "Content-Type", "Cache-Control", "Vary", "Link", "WWW-Authenticate"
    };

    private static final List<String> REPEATED = List.of(
            "X-Thing", "x-thing", "x-other", "X_Under", "ACCEPT", "Cache-Control", "Set-Cookie", "Link", "Vary");

    private final Random random;

    Traffic(long seed) {
        random = new Random(seed);
    }

    /** A request whose client wants no other after it. */
    String request() {
        String method = one(METHODS);
        List<String> lines = new ArrayList<>();
        lines.add("Host: shop.example" + (random.nextBoolean() ? ":8080" : ""));
        lines.add("Connection: close");
        fields(lines, NAMES);
        String body = "";
        if (!method.equals("HEAD") && random.nextInt(2) == 0) {
            body = body(lines);
        }
        return method + " " + one(PATHS) + one(QUERIES) + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n"
                + body;
    }

    /** An answer to that request. */
    String answer(String request) {
        String status = one(STATUSES);
        List<String> lines = new ArrayList<>();
        lines.add("Date: Sat, 21 Nov 2026 00:00:00 GMT");
        lines.add("Server: made-up");
        fields(lines, ANSWER_NAMES);
        boolean bodiless = status.startsWith("204") || status.startsWith("304") || request.startsWith("HEAD ");
        String body = bodiless ? "" : body(lines);
        return "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private void fields(List<String> lines, String[] names) {
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = one(names);
            if (mayRepeat(name) || lines.stream().noneMatch(line -> line.startsWith(name + ":"))) {
                String value = name.equals("Content-Type") ? "text/plain" : one(VALUES);
                lines.add(1 + random.nextInt(lines.size()), name + ": " + value);
            }
        }
    }

    /** Those that are no list stand once (RFC 9110 §5.3). */
    private static boolean mayRepeat(String name) {
        return REPEATED.contains(name);
    }

    private String body(List<String> lines) {
        StringBuilder payload = new StringBuilder();
        for (int i = random.nextInt(4) * random.nextInt(2000); i > 0; i--) {
            payload.append((char) random.nextInt(256));
        }
        if (random.nextBoolean()) {
            lines.add(1 + random.nextInt(lines.size()), "Content-Length: " + payload.length());
            return payload.toString();
        }
        lines.add(1 + random.nextInt(lines.size()), "Transfer-Encoding: chunked");
        StringBuilder chunks = new StringBuilder();
        int at = 0;
        while (at < payload.length()) {
            int size = Math.min(payload.length() - at, 1 + random.nextInt(700));
            chunks.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append(payload, at, at + size)
                    .append("\r\n");
            at += size;
        }
        return chunks.append("0\r\n\r\n").toString();
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
