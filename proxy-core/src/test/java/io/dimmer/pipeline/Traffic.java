package io.dimmer.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Valid conversations, as varied as the RFC lets them be; the same seed makes the same ones. */
final class Traffic {
    private static final String[] METHODS = {
        "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "REPORT", "MKCOL", "M-SEARCH", "QUERY"
    };
    private static final String[] PATHS = {
        "/",
        "/a/b",
        "/a//b///c",
        "/%20%2F%2e",
        "/a;p=1,2",
        "/~u/-._",
        "/a!$&'()*+=:@",
        "/index.html",
        "/a%C3%A9",
        "/./a/../b",
        "/a/" + "long/".repeat(300)
    };
    private static final String[] QUERIES = {
        "", "?", "?a=b&c=d", "?x=%26%3d&y", "?a?b/c", "?q=1+2&q=3", "?" + "v".repeat(2000)
    };
    private static final String[] BETWEEN = {": ", ":", ":  ", ":\t"};

    private final Random random;
    private final Fields fields;
    private final Bodies bodies;
    private int number;

    Traffic(long seed) {
        random = new Random(seed);
        fields = new Fields(random);
        bodies = new Bodies(random);
    }

    /** What is said on the next connection. */
    Talk talk() {
        int count = one(4) ? 1 + random.nextInt(5) : 1;
        boolean old = one(8);
        List<Talk.Exchange> exchanges = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            exchanges.add(exchange(i == count, old));
        }
        return new Talk(exchanges, random.nextBoolean(), piece());
    }

    private int piece() {
        return one(4) ? 1 + random.nextInt(one(2) ? 20 : 2000) : 0;
    }

    private boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    private Talk.Exchange exchange(boolean last, boolean old) {
        String request = request(last, old);
        boolean toHead = request.strip().startsWith("HEAD ");
        boolean untilClose = last && one(10);
        String answer = answer(toHead, untilClose, old && !last);
        return new Talk.Exchange(number, request, answer, piece(), untilClose || answer.contains(Fields.CLOSE));
    }

    private String request(boolean last, boolean old) {
        List<String> lines = new ArrayList<>();
        lines.add("Host: shop.example" + (random.nextBoolean() ? ":8080" : ""));
        lines.add(NumberedUpstream.NUMBER + ": " + ++number);
        if ((last && !old) || (one(20) && last)) {
            lines.add("Connection: close");
        } else if (old && !last) {
            lines.add("Connection: keep-alive");
        }
        fields.ofRequest(lines);
        String body = one(2) ? bodies.next(lines, !old) : "";
        String start = choose(METHODS) + " " + choose(PATHS) + choose(QUERIES) + (old ? " HTTP/1.0" : " HTTP/1.1");
        return (one(20) ? "\r\n" : "") + start + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private String answer(boolean toHead, boolean untilClose, boolean lengthOnly) {
        String status = fields.status();
        List<String> lines = new ArrayList<>();
        if (!one(10)) {
            lines.add(Fields.DATE);
        }
        lines.add("Server: made-up");
        if (one(15)) {
            lines.add(Fields.CLOSE);
        }
        fields.ofAnswer(lines);
        boolean old = one(15);
        boolean bodiless = toHead || status.startsWith("204") || status.startsWith("304");
        String body = "";
        if (!bodiless) {
            body = untilClose ? bodies.plain() : bodies.next(lines, !lengthOnly && !old);
        } else if (!status.startsWith("204") && one(3)) {
            lines.add("Content-Length: " + random.nextInt(1 << 20));
        }
        return (old ? "HTTP/1.0 " : "HTTP/1.1 ") + status + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n" + body;
    }

    private String choose(String[] of) {
        return of[random.nextInt(of.length)];
    }

    /** Header fields. */
    private static final class Fields {
        static final String CLOSE = "Connection: close";
        static final String DATE = "Date: Sat, 21 Nov 2026 00:00:00 GMT";

        private static final String[] NAMES = {
            "X-Thing",
            "x-thing",
            "X_Under",
            "ACCEPT",
            "User-Agent",
            "Cookie",
            "Referer",
            "If-None-Match",
            "If-Modified-Since",
            "If-Match",
            "If-Range",
            "Accept-Encoding",
            "Accept-Language",
            "Content-Type",
            "Content-Encoding",
            "Authorization",
            "Cache-Control",
            "Pragma",
            "Range",
            "X-A.b",
            "Origin",
            "Forwardedx",
            "!#$%&'*+-.^_`|~"
        };
        private static final String[] VALUES = {
            "1",
            "a b  c",
            "a=b; c=\"d e\"",
            "*/*;q=0.8",
            "\"etag\"",
            "W/\"x\"",
            "gzip, br",
            "\u00e9\u00ff",
            "x,y,,z",
            ""
        };
        private static final String[] RANGES = {"bytes=0-9", "bytes=-5", "bytes=0-0,2-3,-1", "bytes=9-", "items=1"};
        private static final String[] STATUSES = {
            "200 OK",
            "200 OK",
            "200 ",
            "201 Created",
            "202 Accepted",
            "203 Other",
            "204 No Content",
            "206 Partial Content",
            "299 ",
            "301 Moved",
            "303 See Other",
            "304 Not Modified",
            "307 Temporary Redirect",
            "400 Bad",
            "401 Unauthorized",
            "404 Not Found",
            "409 Conflict",
            "412 Precondition Failed",
            "416 Range Not Satisfiable",
            "422 Unprocessable Content",
            "451 \u00e9",
            "500 Oops",
            "503 Later",
            "599 Last"
        };
        private static final String[] ANSWER_NAMES = {
            "X-Thing",
            "x-other",
            "Set-Cookie",
            "ETag",
            "Content-Type",
            "Content-Encoding",
            "Content-Range",
            "Accept-Ranges",
            "Last-Modified",
            "Cache-Control",
            "Expires",
            "Age",
            "Vary",
            "Link",
            "Location",
            "Retry-After",
            "Allow",
            "WWW-Authenticate"
        };
        private static final List<String> REPEATED = List.of(
                "X-Thing",
                "x-thing",
                "x-other",
                "X_Under",
                "ACCEPT",
                "Accept-Language",
                "Set-Cookie",
                "Vary",
                "Link",
                "WWW-Authenticate");
        private static final List<String> DATES = List.of("If-Modified-Since", "Last-Modified", "Expires");

        private final Random random;

        Fields(Random random) {
            this.random = random;
        }

        String status() {
            return choose(STATUSES);
        }

        void ofRequest(List<String> lines) {
            add(lines, NAMES);
        }

        void ofAnswer(List<String> lines) {
            add(lines, ANSWER_NAMES);
        }

        private void add(List<String> lines, String[] names) {
            for (int i = random.nextInt(random.nextInt(10) == 0 ? 40 : 6); i > 0; i--) {
                String name = choose(names);
                // Those that are no list stand once (RFC 9110 §5.3).
                if (REPEATED.contains(name) || lines.stream().noneMatch(line -> line.startsWith(name + ":"))) {
                    int at = lines.isEmpty() ? 0 : random.nextInt(lines.size() + 1);
                    lines.add(at, name + choose(BETWEEN) + value(name) + (random.nextInt(9) == 0 ? " " : ""));
                }
            }
        }

        private String value(String name) {
            if (DATES.contains(name)) {
                return "Fri, 20 Nov 2026 01:02:03 GMT";
            }
            return switch (name) {
                case "Content-Type" -> "text/plain";
                case "Content-Encoding" -> "br";
                case "Accept-Ranges" -> "bytes";
                case "Content-Range" -> "bytes 0-9/100";
                case "Location" -> "http://127.0.0.1/elsewhere";
                case "Retry-After", "Age" -> "7";
                case "Range" -> choose(RANGES);
                case "Cookie" -> "a=b; c=" + "d".repeat(random.nextInt(3000));
                case "Set-Cookie" ->
                    "s" + random.nextInt(3) + "=" + "v".repeat(random.nextInt(500)) + "; Path=/; HttpOnly";
                default -> choose(VALUES);
            };
        }

        private String choose(String[] of) {
            return of[random.nextInt(of.length)];
        }
    }

    /** Bodies of any bytes: mostly small, up to 1 MiB. */
    private static final class Bodies {
        private static final int MOST = 1 << 20;

        private final Random random;
        private final String any;

        Bodies(Random random) {
            this.random = random;
            byte[] bytes = new byte[2 * MOST];
            random.nextBytes(bytes);
            any = new String(bytes, StandardCharsets.ISO_8859_1);
        }

        String plain() {
            int kind = random.nextInt(200);
            int most = kind == 0 ? MOST + 1 : kind < 10 ? 1 << 17 : kind < 60 ? 1 << 15 : 1 << 11;
            int from = random.nextInt(MOST);
            return any.substring(from, from + random.nextInt(most));
        }

        /** With its length among the fields, or in chunks. */
        String next(List<String> lines, boolean mayBeChunked) {
            String payload = plain();
            int at = lines.isEmpty() ? 0 : random.nextInt(lines.size() + 1);
            if (!mayBeChunked || random.nextBoolean()) {
                lines.add(at, "Content-Length: " + payload.length());
                return payload;
            }
            lines.add(at, "Transfer-Encoding: chunked");
            return chunks(payload);
        }

        private String chunks(String payload) {
            StringBuilder chunks = new StringBuilder();
            int most = 1 + random.nextInt(1 + payload.length() / (1 + random.nextInt(20)));
            int at = 0;
            while (at < payload.length()) {
                int size = Math.min(payload.length() - at, Math.max(1 + random.nextInt(most), payload.length() / 200));
                String digits = Integer.toHexString(size);
                chunks.append(random.nextInt(8) == 0 ? "00" + digits.toUpperCase(Locale.ROOT) : digits)
                        .append(random.nextInt(12) == 0 ? ";a=b;c=\"d e\"" : "")
                        .append("\r\n")
                        .append(payload, at, at + size)
                        .append("\r\n");
                at += size;
            }
            return chunks.append("0\r\n\r\n").toString();
        }
    }
}
