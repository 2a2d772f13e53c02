package io.dimmer.pipeline;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.dimmer.exchange.Outcome;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Behaviours of a well-known fake upstream: delays, resets, malformed, truncated and empty answers. */
@ExtendWith(NoLeaks.class)
class BehavioursIT {
    private WireMockServer upstream;
    private TestEdge edge;

    @BeforeEach
    void start() throws IOException {
        upstream = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .containerThreads(20));
        upstream.start();
        edge = TestEdge.before(this::endpoint);
    }

    private String endpoint() {
        return "127.0.0.1:" + upstream.port();
    }

    @AfterEach
    void stop() {
        edge.close();
        upstream.stop();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        upstream.resetMappings();
        upstream.stubFor(any(anyUrl()).willReturn(answer));
    }

    private RawClient.Reply get() throws IOException {
        try (RawClient client = edge.connect()) {
            return client.get("/").readReply();
        }
    }

    private Outcome outcome() {
        return edge.heard().awaitOutcome();
    }

    @Test
    void aSlowAnswerIsWaitedFor() throws IOException {
        answer(aResponse().withFixedDelay(300).withBody("late"));
        assertThat(get().body()).isEqualTo("late");
        assertThat(outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void tooSlowIsATimeout() throws IOException {
        edge.close();
        edge = TestEdge.before(this::endpoint, "timeouts: {response: 1s}");
        answer(aResponse().withFixedDelay(10_000));
        assertThat(get().status()).isEqualTo(504);
        assertThat(outcome()).isEqualTo(Outcome.RESPONSE_TIMEOUT);
    }

    @Test
    void dribblesArePassedOn() throws IOException {
        answer(aResponse().withBody("a".repeat(1000)).withChunkedDribbleDelay(5, 500));
        assertThat(get().body()).hasSize(1000);
    }

    @Test
    void anEmptyAnswerIsAReset() throws IOException {
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(get().status()).isEqualTo(502);
        assertThat(outcome()).isEqualTo(Outcome.CONNECTION_RESET);
    }

    @Test
    void aResetIsAReset() throws IOException {
        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(get().status()).isEqualTo(502);
        assertThat(outcome()).isEqualTo(Outcome.CONNECTION_RESET);
    }

    @Test
    void garbageIsInvalid() throws IOException {
        answer(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertThat(get().status()).isEqualTo(502);
        assertThat(outcome()).isEqualTo(Outcome.RESPONSE_INVALID);
    }

    @Test
    void aMalformedChunkNeverEndsInOrder() {
        answer(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        assertThatThrownBy(this::readAnInvalidAnswer).isInstanceOf(IOException.class);
        assertThat(outcome()).isIn(Outcome.RESPONSE_INVALID, Outcome.RESPONSE_TRUNCATED);
    }

    private void readAnInvalidAnswer() throws IOException {
        RawClient.Reply reply = get();
        if (reply.status() == 502) {
            throw new IOException("refused before the client saw anything: as good");
        }
    }

    @Test
    void bodiesArriveAsTheyWereSent() throws IOException {
        answer(aResponse().withStatus(201));
        try (RawClient client = edge.connect()) {
            client.send("POST /things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n");
            assertThat(client.readReply().status()).isEqualTo(201);
        }
        upstream.verify(postRequestedFor(urlEqualTo("/things"))
                .withRequestBody(equalTo("hello world"))
                .withHeader("X-Dimmer-Service", equalTo("shop")));
    }

    @Test
    void anUpstreamsErrorPassesWithItsBody() throws IOException {
        answer(aResponse().withStatus(500).withBody("broken"));
        RawClient.Reply reply = get();
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("broken");
        assertThat(outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
    }
}
