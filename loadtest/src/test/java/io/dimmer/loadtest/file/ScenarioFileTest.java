package io.dimmer.loadtest.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dimmer.loadtest.request.RequestTemplate.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
    @TempDir
    Path folder;

    @Test
    void saysInTheWordsOfTheFlagsWhatItHolds() throws IOException {
        ScenarioFile file = read("""
                target: http://127.0.0.1:8080/
                rate: 200
                users: 5000
                userHeader: X-User-Id
                zipf: 1.1
                lateLimit: 20ms
                poisson: true
                newConnections: false
                replay: moments.txt
                steps: [100, 200]
                headers: {X-A: 1.10, X-B: no}
                thresholds: [canary.p99<200ms, errors<0.1%]
                """);

        assertThat(file.arguments())
                .containsSubsequence("http://127.0.0.1:8080/", "--rate", "200")
                .containsSequence("--users", "5000", "--user-header", "X-User-Id", "--zipf", "1.1")
                .containsSequence("--late-limit", "20ms")
                .contains("--poisson")
                .doesNotContain("--new-connections")
                .containsSequence("--replay", folder.resolve("moments.txt").toString())
                .containsSequence("--steps", "100,200")
                .containsSequence("--threshold", "canary.p99<200ms", "--threshold", "errors<0.1%")
                .containsSequence("-H", "X-A: 1.10", "-H", "X-B: no");
    }

    @Test
    void readsAProfileOfSeveralStretches() throws IOException {
        ScenarioFile file = read("""
                profile:
                  - {rate: 100, duration: 10s}
                  - {from: 100, to: 300, duration: 10s}
                  - {rate: 0, duration: 5s}
                  - {rate: 200, swing: 50%, period: 5s, duration: 10s}
                """);

        assertThat(file.profile()).isPresent();
        assertThat(file.profile().get().length()).isEqualTo(Duration.ofSeconds(35));
        assertThat(file.profile().get().requests()).isBetween(4_999.0, 5_001.0);
    }

    @Test
    void readsAMixOfRequestsWithBodies() throws IOException {
        Files.writeString(folder.resolve("order.json"), "{\"n\": 2}");
        ScenarioFile file = read("""
                requests:
                  - {name: list, weight: 8, path: /articles}
                  - name: order
                    method: PUT
                    path: /orders/{number}
                    headers: {Content-Type: application/json}
                    bodyFile: order.json
                  - {name: text, body: "hello {user}"}
                """);

        assertThat(file.requests()).extracting(NamedRequest::name).containsExactly("list", "order", "text");
        assertThat(file.requests()).extracting(NamedRequest::weight).containsExactly(8.0, 1.0, 1.0);
        NamedRequest order = file.requests().get(1);
        assertThat(order.method()).isEqualTo(Optional.of("PUT"));
        assertThat(order.headers()).containsExactly(new Header("Content-Type", "application/json"));
        assertThat(order.body()).isEqualTo(Optional.of("{\"n\": 2}"));
        assertThat(file.requests().get(2).body()).isEqualTo(Optional.of("hello {user}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "raet: 5                                   | raet: unknown key, did you mean rate?",
                "rate: [5]                                 | rate: found a list or a mapping, expected one value",
                "poisson: yes                              | poisson: found 'yes', expected true or false",
                "[1]                                       | file: found '[1]', expected a mapping",
                "headers: 5                                | headers: found '5', expected a mapping",
                "requests: [{path: /}]                     | requests[0].name: missing",
                "requests: [{name: a, weihgt: 2}]          | requests[0].weihgt: unknown key, did you mean weight?",
                "requests: [{name: a, weight: much}]       | requests[0].weight: found 'much', expected a number",
                "requests: [{name: a, bodyFile: gone}]     | requests[0].bodyFile: found",
                "profile: [{rate: 5}]                      | profile[0].duration: missing",
                "profile: [{duration: 5}]                  | profile[0].duration: found '5', expected a number with a unit",
                "profile: [{from: 5, duration: 5s}]        | profile[0].rate: expected either rate, or from and to",
                "rate: 1: 2                                | mapping values are not allowed here",
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhere(String text, String message) throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageStartingWith(folder.resolve("load.yaml") + ": ")
                .withMessageContaining(message);
    }

    private ScenarioFile read(String text) throws IOException {
        return ScenarioFile.read(Files.writeString(folder.resolve("load.yaml"), text));
    }
}
