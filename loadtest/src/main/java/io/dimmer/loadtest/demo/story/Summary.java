package io.dimmer.loadtest.demo.story;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.record.Ending;
import io.dimmer.loadtest.target.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the demo came to.
 *
 * @param requests that users sent
 * @param failures that users saw, on whatever version
 * @param stableEndings how those ended that were not the canary's, with their number
 * @param decision when the fault came to its end; empty when it did not
 * @param drained whether the guard drained the canary
 * @param cut requests that the drain cut at its deadline
 * @param worstEvidence the highest that was seen, 1 is the drain line
 */
public record Summary(
        long requests,
        long failures,
        Map<Ending, Long> stableEndings,
        Optional<Decision> decision,
        boolean drained,
        long cut,
        double worstEvidence,
        long seed,
        double rate,
        Fault fault) {

    /**
     * The moment at which the fault came to its end.
     *
     * @param canaryRequests how many requests the bad canary got until then
     * @param seconds how long it took
     */
    public record Decision(long canaryRequests, double seconds) {}

    /** Failures that were not the canary's. */
    public long stableFailures() {
        return stableEndings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The conditions of success that do not hold; empty when all do. */
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        if (!stableEndings.isEmpty()) {
            String kinds = stableEndings.entrySet().stream()
                    .map(ending -> ending.getKey().word() + " " + ending.getValue())
                    .collect(Collectors.joining(", "));
            unmet.add(Words.count(stableFailures()) + " requests failed that the canary had nothing to do with: "
                    + kinds);
        }
        String happened = drained ? "drained" : "not drained";
        switch (fault) {
            case NONE -> {
                if (drained) {
                    unmet.add("nothing was wrong with the canary, and it was drained");
                }
            }
            case NOTFOUND -> {
                if (decision.isEmpty() || drained) {
                    unmet.add("the canary answered 404 to everything, and was " + happened + " instead of held");
                }
            }
            default -> {
                if (decision.isEmpty()) {
                    unmet.add("the canary was bad (" + fault.word() + "), and was not drained");
                }
            }
        }
        return unmet;
    }

    /** Milliseconds are all that can be seen from outside. */
    private static Double seconds(Decision decision) {
        return Math.round(decision.seconds() * 1_000) / 1_000.0;
    }

    /** The keys of the contract. */
    public ObjectNode json() {
        Optional<Decision> drain = decision.filter(ignored -> drained);
        return JsonNodeFactory.instance
                .objectNode()
                .put("requests", requests)
                .put("failures", failures)
                .put("stableFailures", stableFailures())
                .put(
                        "canaryRequestsUntilDrain",
                        drain.map(Decision::canaryRequests).orElse(null))
                .put("secondsUntilDrain", drain.map(Summary::seconds).orElse(null))
                .put("drained", drained)
                .put("cut", cut)
                .put("seed", seed)
                .put("rate", rate)
                .put("fault", fault.word());
    }
}
