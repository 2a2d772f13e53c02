package io.dimmer.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.loadtest.time.ElapsedTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FakeUpstreamIT {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeUpstream upstream;

    @BeforeEach
    void start() throws IOException {
        upstream = FakeUpstream.start("blue");
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void saysItsVersionAndWhatDimmerToldIt() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/a?b=c")
                        .header("X-Dimmer-Service", "shop")
                        .header("X-Other", "no")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(body.get("version").textValue()).isEqualTo("blue");
        assertThat(body.get("received").size()).isEqualTo(1);
        assertThat(body.get("received").get("X-Dimmer-Service").textValue()).isEqualTo("shop");
        ReceivedRequest last = upstream.last().orElseThrow();
        assertThat(last.target()).isEqualTo("/a?b=c");
        assertThat(last.values("x-other")).containsExactly("no");
        assertThat(upstream.requests()).isEqualTo(1);
        // Counted when the last byte is written, which the client may have seen before.
        await().until(() -> upstream.answers() == 1);
    }

    @Test
    void countsTheBytesOfABody() throws Exception {
        client.send(
                request("/")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000]))
                        .build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(upstream.last().orElseThrow().method()).isEqualTo("POST");
        assertThat(upstream.last().orElseThrow().bodyBytes()).isEqualTo(100_000);
    }

    @Test
    void changesItsBehaviourWhileItRuns() throws Exception {
        assertThat(status()).isEqualTo(200);
        upstream.behave(Behaviour.healthy().with(Fault.ERRORS));
        assertThat(status()).isEqualTo(500);
        upstream.behave(Behaviour.healthy().with(Fault.NOTFOUND));
        assertThat(status()).isEqualTo(404);
        upstream.behave(Behaviour.healthy());
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void failsOnlyForItsShare() throws Exception {
        upstream.behave(Behaviour.healthy().with(Fault.ERRORS, 0.5));
        int failed = 0;
        for (int i = 0; i < 200; i++) {
            failed += status() == 500 ? 1 : 0;
        }
        assertThat(failed).as("binomial, 5 sigma").isBetween(65, 135);
    }

    @Test
    void takesAtLeastItsDelayAndItsSlowness() throws Exception {
        Behaviour steady = Behaviour.healthy().taking(Duration.ofMillis(40), 0);
        upstream.behave(steady);
        assertThat(elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(39));
        upstream.behave(steady.slowedBy(Duration.ofMillis(80)).with(Fault.SLOW));
        assertThat(elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(119));
    }

    @Test
    void resetsInsteadOfAnswering() {
        behave(Fault.RESET);
        assertThatThrownBy(this::status).isInstanceOf(IOException.class);
        assertThat(upstream.requests()).isPositive();
        assertThat(upstream.answers()).isZero();
    }

    @Test
    void keepsTheConnectionAndNeverAnswers() {
        behave(Fault.HANG);
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request("/").build(), HttpResponse.BodyHandlers.discarding());
        await().until(() -> upstream.hangs() == 1);
        await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());
        assertThat(upstream.connections()).isEqualTo(1);
    }

    @Test
    void sendsASlowBodyInPieces() throws Exception {
        upstream.behave(Behaviour.healthy()
                .sending(4_000)
                .slowedBy(Duration.ofMillis(10))
                .with(Fault.SLOWBODY));
        ElapsedTime time = ElapsedTime.system();
        HttpResponse<byte[]> answer = client.send(request("/").build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.body()).hasSizeGreaterThanOrEqualTo(4_000);
        assertThat(time.nanos()).isGreaterThan(Duration.ofMillis(75).toNanos());
    }

    @Test
    void cutsABodyInTheMiddle() throws Exception {
        upstream.behave(Behaviour.healthy().sending(4_000).with(Fault.CUTBODY));
        assertThatThrownBy(() -> client.send(request("/").build(), HttpResponse.BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesConnectionsWhileDeadAndComesBackOnTheSamePort() throws Exception {
        int port = upstream.port();
        try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
            await().until(() -> upstream.connections() == 1);
            upstream.behave(Behaviour.healthy().with(Fault.DEAD));

            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(IOException.class);
            assertThatThrownBy(this::status).isInstanceOf(ConnectException.class);
        }
        upstream.behave(Behaviour.healthy());
        assertThat(status()).isEqualTo(200);
        assertThat(upstream.port()).isEqualTo(port);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        upstream.behave(Behaviour.healthy().taking(Duration.ofMillis(5), 1));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), upstream.port())) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                String last = i == 4 ? "Connection: close\r\n" : "";
                requests.append("GET / HTTP/1.1\r\nHost: a\r\nX-Dimmer-Attempt: ")
                        .append(i)
                        .append("\r\n")
                        .append(last)
                        .append("\r\n");
            }
            socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers)
                    .containsSubsequence(
                            "Attempt\":\"0", "Attempt\":\"1", "Attempt\":\"2", "Attempt\":\"3", "Attempt\":\"4");
        }
    }

    @Test
    void saysWhichPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertThatThrownBy(() -> FakeUpstream.start("green", address, Behaviour.healthy(), 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot listen on")
                    .hasMessageContaining(":" + taken.getLocalPort());
        }
    }

    private void behave(Fault fault) {
        try {
            upstream.behave(Behaviour.healthy().with(fault));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int status() throws IOException, InterruptedException {
        return client.send(request("/").build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private Duration elapsed() throws IOException, InterruptedException {
        ElapsedTime time = ElapsedTime.system();
        status();
        return Duration.ofNanos(time.nanos());
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://" + upstream.endpoint() + target));
    }
}
