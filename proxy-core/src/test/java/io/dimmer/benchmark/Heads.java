package io.dimmer.benchmark;

/** Heads as they come. */
final class Heads {
    /** What a load generator sends. */
    static final String SMALL = lines(
            "GET /api/items?page=1 HTTP/1.1",
            "Host: 127.0.0.1:8080",
            "X-User-Id: user-48213",
            "User-Agent: wrk",
            "Accept: */*");

    static final String BROWSER = lines(
            "GET /shop/items/4711?color=blue&size=42 HTTP/1.1",
            "Host: shop.example.com",
            "Connection: keep-alive",
            "sec-ch-ua: \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"",
            "sec-ch-ua-mobile: ?0",
            "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
            "Sec-Fetch-Site: same-origin",
            "Referer: https://shop.example.com/shop/items",
            "Accept-Encoding: gzip, deflate, br",
            "Accept-Language: en-US,en;q=0.9",
            "Cookie: uid=4b1f6a2e9c; session=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0NzExIn0; theme=dark");

    static final String ANSWER = lines(
            "HTTP/1.1 200 OK",
            "Server: demo",
            "Date: Fri, 20 Nov 2026 10:00:00 GMT",
            "Content-Type: application/json",
            "Content-Length: 300",
            "Connection: keep-alive",
            "Cache-Control: no-cache");

    private Heads() {}

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }
}
