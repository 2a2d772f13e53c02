package io.dimmer.loadtest.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.loadtest.record.RunResult;
import java.util.List;

/**
 * What a run came to, for people and for programs. A void run is reported with its reason, its counts and without
 * percentiles; a percentile that has not even one sample above it is left out.
 */
public record Report(RunDescription description, RunResult result) {

    /** The report as a table. */
    public List<String> lines() {
        return new TextReport(description, result).lines();
    }

    /** The report as JSON: {@code void} is null or the reason; durations are seconds. */
    public ObjectNode json() {
        return new JsonReport(description, result).json();
    }
}
