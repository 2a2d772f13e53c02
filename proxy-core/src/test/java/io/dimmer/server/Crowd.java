package io.dimmer.server;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Many users, one after the other, who write down what they got. */
final class Crowd {
    private final RunningProxy proxy;
    private final String[] headers;
    private final Map<String, Integer> served = new HashMap<>();
    private int failed;
    private int user;

    /** Users who send these headers beside their name. */
    Crowd(RunningProxy proxy, String... headers) {
        this.proxy = proxy;
        this.headers = headers;
    }

    /** So many new users, each with one request. */
    Crowd come(int users) throws IOException {
        return comeUntil(() -> false, users);
    }

    /** New users until it holds, at most so many. */
    Crowd comeUntil(BooleanSupplier enough, int atMost) throws IOException {
        for (int i = 0; i < atMost && !enough.getAsBoolean(); i++) {
            HttpResponse<String> answer = proxy.get("/", "user-" + user++, headers);
            String version = answer.headers().firstValue("X-Dimmer-Version").orElse("none");
            served.merge(version, 1, Integer::sum);
            failed += answer.statusCode() >= 500 ? 1 : 0;
        }
        return this;
    }

    /** Requests that a version served. */
    int served(String version) {
        return served.getOrDefault(version, 0);
    }

    /** Answers with a 5xx. */
    int failed() {
        return failed;
    }
}
