package io.dimmer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One request to a connection: what is smuggled behind a request is never taken for one, nor for the next one's body. */
class OneRequestIT {
    private static final String SECOND = "GET /live HTTP/1.1\r\nHost: localhost\r\nX-User: second\r\n\r\n";
    /** A name that Vert.x 5.2.0 takes for {@code Content-Length}. */
    private static final String DISGUISED = "Content-Xength: " + SECOND.length() + "\r\n";

    private final MemoryControl control = Shops.busyShop();
    private TestAdmin admin;

    @BeforeEach
    void start() throws IOException {
        admin = TestAdmin.open(control);
    }

    @AfterEach
    void stop() throws IOException {
        admin.close();
    }

    private static int answers(RawAnswer answer) {
        return answer.all().split("HTTP/1\\.1 \\d", -1).length - 1;
    }

    @Test
    void aSecondRequestOnTheSameConnectionIsNotAnswered() throws IOException {
        String first = "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";

        RawAnswer answer = RawAnswer.to(admin.port(), first + SECOND);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Connection")).contains("close");
        assertThat(answers(answer)).isEqualTo(1);
    }

    @Test
    void aDisguisedLengthReachesNobodyElse() throws IOException {
        String first = "GET /ready HTTP/1.1\r\nHost: localhost\r\n" + DISGUISED + "\r\n";

        // The server closes; else reading to the end would time out.
        RawAnswer answer = RawAnswer.to(admin.port(), first + SECOND);

        assertThat(answers(answer)).isEqualTo(1);
        assertThat(answer.all()).doesNotContain("second");
    }

    @Test
    void aDisguisedLengthOfAChangeShowsNothingOfWhatFollows() throws IOException {
        String path = "/api/v1/services/shop/versions/canary/state";
        String first = "PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + DISGUISED;

        RawAnswer answer = RawAnswer.to(admin.port(), first + "\r\n" + SECOND);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answers(answer)).isEqualTo(1);
        assertThat(answer.all()).doesNotContain("second").doesNotContain("/live");
        assertThat(control.authors()).isEmpty();
    }

    /** The twin: the flaw is there. When this fails, Vert.x has mended it, and the rule may be thought over. */
    @Test
    void withoutTheRuleTheNextRequestBecomesABody() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer plain = vertx.createHttpServer()
                    .requestHandler(request -> request.body().onSuccess(body -> {
                        request.response()
                                .end("body of " + body.length())
                                .onComplete(sent -> request.connection().close());
                    }))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            String first = "GET /ready HTTP/1.1\r\nHost: localhost\r\n" + DISGUISED + "\r\n";

            RawAnswer answer = RawAnswer.to(plain.actualPort(), first + SECOND);

            assertThat(answer.body()).isEqualTo("body of " + SECOND.length());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void bothLengthAndChunksAreRefused() throws IOException {
        String both = String.join(
                "\r\n",
                "PUT /api/v1/services/shop/kill-switch HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: 2",
                "Transfer-Encoding: chunked",
                "",
                "0",
                "",
                "");

        RawAnswer answer = RawAnswer.to(admin.port(), both + SECOND);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answers(answer)).isEqualTo(1);
        assertThat(control.authors()).isEmpty();
    }
}
