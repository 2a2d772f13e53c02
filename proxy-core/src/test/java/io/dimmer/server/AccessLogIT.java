package io.dimmer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dimmer.loadtest.target.Behaviour;
import io.dimmer.loadtest.target.FakeUpstream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access log of a whole proxy: what users saw is what is written. */
class AccessLogIT {
    private static final String WRITTEN = "dimmer_access_log_lines_total{result=\"written\"}";

    @TempDir
    Path directory;

    private String yaml(FakeUpstream blue, String logs) {
        return "listeners: [{name: edge, address: 127.0.0.1:0}]\n"
                + "admin: {address: 127.0.0.1:0}\n" + logs
                + "services:\n  shop:\n    versions: {blue: {endpoints: [127.0.0.1:"
                + blue.port() + "]}}\n    sticky: {by: [{header: X-User-Id}]}\n    timeouts: {connect: 10s}\n"
                + "routes: [{name: cart, match: [{path: {prefix: /cart}}], service: shop}]\n";
    }

    private static FakeUpstream quick() throws IOException {
        FakeUpstream blue = FakeUpstream.start("blue");
        blue.behave(Behaviour.healthy().taking(Duration.ZERO, 0));
        return blue;
    }

    @Test
    void eachRequestIsALine() throws IOException {
        Path file = directory.resolve("access.log");
        try (FakeUpstream blue = quick();
                RunningProxy proxy =
                        RunningProxy.start(directory, yaml(blue, "logs: {access: {file: access.log}}\n"))) {
            HttpResponse<String> answer = proxy.get("/cart?token=secret", "maria");
            proxy.get("/elsewhere", "");
            await().until(() -> Files.readAllLines(file).size() == 2);
            String all = Files.readString(file);
            assertThat(all).doesNotContain("maria").doesNotContain("secret");
            JsonNode served = new ObjectMapper().readTree(all.lines().toList().get(0));
            assertThat(served.get("id").asText())
                    .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
            assertThat(served.get("path").asText()).isEqualTo("/cart");
            assertThat(served.get("route").asText()).isEqualTo("cart");
            assertThat(served.get("service").asText()).isEqualTo("shop");
            assertThat(served.get("version").asText()).isEqualTo("blue");
            assertThat(served.get("bytes").asInt()).isEqualTo(answer.body().length());
            assertThat(served.get("user").asText()).hasSize(16);
            JsonNode refused = new ObjectMapper().readTree(all.lines().toList().get(1));
            assertThat(refused.get("outcome").asText()).isEqualTo("no_route");
            assertThat(refused.get("path").asText()).isEqualTo("/elsewhere");
            assertThat(refused.get("version").asText()).isEqualTo("none");
            assertThat(refused.has("user")).isFalse();
            // Counted once they are there.
            await().until(() -> proxy.metric(WRITTEN) == 2);
            assertThat(proxy.metrics()).contains("dimmer_access_log_lines_total{result=\"dropped\"} 0.0");
        }
    }

    @Test
    void withoutItThereIsNoLine() throws IOException {
        try (FakeUpstream blue = quick();
                RunningProxy proxy = RunningProxy.start(directory, yaml(blue, ""))) {
            proxy.get("/cart", "maria");
            assertThat(proxy.metric(WRITTEN)).isZero();
            assertThat(directory.resolve("access.log")).doesNotExist();
        }
    }
}
