package io.dimmer.loadtest.demo.proxy;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the admin API says about the canary.
 *
 * @param state {@code ready}, {@code drain} or {@code maint}
 * @param cause what set off a drain: {@code guard}, {@code person}, …
 * @param evidence 0 nothing, 1 the drain line
 * @param sentence what the guard says about it
 * @param hold why the guard holds it, empty when it does not
 * @param effectiveShare the part of the users that it gets, 0 to 1
 * @param inFlight requests that it is answering
 */
public record CanaryView(
        String state,
        String cause,
        double evidence,
        String sentence,
        String hold,
        double effectiveShare,
        long inFlight) {

    /** Before the first answer. */
    public static final CanaryView UNKNOWN = new CanaryView("unknown", "", 0, "", "", 0, 0);

    /** Reads the answer to {@code GET /api/v1/services/shop}. */
    public static CanaryView of(JsonNode service) {
        JsonNode canary = service.path("versions").path("canary");
        JsonNode guard = canary.path("guard");
        return new CanaryView(
                canary.path("state").asText(""),
                canary.path("cause").asText(""),
                guard.path("evidence").asDouble(0),
                guard.path("sentence").asText(""),
                guard.path("hold").asText(""),
                canary.path("share").path("effective").asDouble(0),
                canary.path("inFlight").asLong(0));
    }

    /** Whether the guard has drained it. */
    public boolean drainedByGuard() {
        return state.equals("drain") && cause.equals("guard");
    }

    /** Whether the guard holds it for its client errors. */
    public boolean held() {
        return hold.equals("client_errors");
    }
}
