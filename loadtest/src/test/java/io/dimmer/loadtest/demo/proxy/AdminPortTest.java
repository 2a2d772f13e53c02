package io.dimmer.loadtest.demo.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AdminPortTest {
    @Test
    void readsTheShapeOfTheContract() throws IOException {
        CanaryView canary = read("""
                {"name": "shop", "revision": 17, "stable": "blue", "killSwitch": false, "rollout": null,
                 "versions": {"canary": {"state": "drain", "since": "2026-11-20T12:00:00Z", "cause": "guard", "weight": 5,
                    "share": {"configured": 0.05, "effective": 0.0, "observed": 0.0}, "inFlight": 3, "sessions": 41,
                    "guard": {"verdict": "fail", "sentence": "canary failed 14 of 15 requests while blue failed 0 of 240",
                              "evidence": 1.08, "findings": [], "trial": 3, "hold": null}}}}
                """);

        assertThat(canary)
                .isEqualTo(new CanaryView(
                        "drain",
                        "guard",
                        1.08,
                        "canary failed 14 of 15 requests while blue failed 0 of 240",
                        "",
                        0,
                        3));
        assertThat(canary.drainedByGuard()).isTrue();
        assertThat(canary.held()).isFalse();
    }

    @Test
    void aDrainByAPersonIsNotTheGuards() throws IOException {
        assertThat(read("{\"versions\": {\"canary\": {\"state\": \"drain\", \"cause\": \"person\"}}}")
                        .drainedByGuard())
                .isFalse();
    }

    @Test
    void onlyAHoldForClientErrorsIsTheOneItWaitsFor() throws IOException {
        String form = "{\"versions\": {\"canary\": {\"state\": \"ready\", \"guard\": {\"hold\": \"%s\"}}}}";
        assertThat(read(String.format(form, "client_errors")).held()).isTrue();
        assertThat(read(String.format(form, "no_traffic")).held()).isFalse();
    }

    @Test
    void addsUpWhatTheDrainCut() {
        String metrics = """
                # TYPE dimmer_requests_total counter
                dimmer_requests_total{fault="proxy",outcome="drain_cut",route="a",service="shop",status="none",version="canary"} 2.0
                dimmer_requests_total{version="canary",outcome="drain_cut",route="b"} 1
                dimmer_requests_total{version="blue",outcome="drain_cut",route="b"} 9
                dimmer_requests_total{version="canary",outcome="answered",route="b"} 9
                """;
        assertThat(AdminPort.cutIn(metrics)).isEqualTo(3);
    }

    private static CanaryView read(String json) throws IOException {
        return CanaryView.of(new ObjectMapper().readTree(json));
    }
}
