package io.dimmer.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Answer;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.VersionSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Snapshots as JSON: times in RFC 3339 UTC, durations in seconds, ratios 0 to 1. Keys are added, never renamed. A
 * number that is not known, such as a percentile of nothing, is null.
 */
final class ServiceJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ServiceJson() {}

    static ArrayNode services(List<ServiceSnapshot> services) {
        ArrayNode all = JSON.arrayNode();
        services.forEach(service -> all.add(service(service)));
        return all;
    }

    static ObjectNode service(ServiceSnapshot service) {
        ObjectNode json = JSON.objectNode();
        json.put("name", service.name().text());
        json.put("revision", service.revision());
        json.put("stable", service.stable().text());
        json.put("killSwitch", service.killSwitch());
        // A service has no rollouts yet: a standing split is what there is.
        json.putNull("rollout");
        ObjectNode versions = json.putObject("versions");
        service.versions().forEach(version -> versions.set(version.name().text(), version(version)));
        ArrayNode differs = json.putArray("differsFromFile");
        service.differsFromFile().forEach(difference -> differs.add(difference(difference)));
        return json;
    }

    /** The service as it is after a change, and under {@code change} what was before. */
    static ObjectNode done(Answer.Done done) {
        ObjectNode json = service(done.after());
        ObjectNode change = json.putObject("change");
        put(change, "moved", done.moved());
        change.put("revision", done.before().revision());
        change.put("killSwitch", done.before().killSwitch());
        ObjectNode versions = change.putObject("before");
        for (VersionSnapshot version : done.before().versions()) {
            ObjectNode before = versions.putObject(version.name().text());
            before.put("state", version.state().word());
            before.put("weight", number(version.weight()));
            before.set("share", share(version.share()));
        }
        return json;
    }

    private static ObjectNode version(VersionSnapshot version) {
        ObjectNode json = JSON.objectNode();
        json.put("state", version.state().word());
        json.put("since", version.since().toString());
        json.put("cause", version.cause().word());
        put(json, "why", version.why());
        json.put("weight", number(version.weight()));
        json.set("share", share(version.share()));
        json.put("inFlight", version.inFlight());
        json.put("streams", version.streams());
        // Nobody has a session before there are session cookies.
        json.put("sessions", 0);
        put(json, "build", version.build());
        json.set("last60s", lastMinute(version.lastMinute()));
        json.set("guard", version.guard().map(ServiceJson::guard).orElse(null));
        return json;
    }

    private static BigDecimal number(Weight weight) {
        return new BigDecimal(weight.toString());
    }

    private static ObjectNode share(VersionSnapshot.Share share) {
        ObjectNode json = JSON.objectNode();
        put(json, "configured", share.configured());
        put(json, "effective", share.effective());
        put(json, "observed", share.observed());
        return json;
    }

    private static ObjectNode lastMinute(VersionSnapshot.LastMinute last) {
        ObjectNode json = JSON.objectNode();
        json.put("requests", last.requests());
        json.put("users", last.users());
        put(json, "errorRatio", last.errorRatio());
        put(json, "clientErrorRatio", last.clientErrorRatio());
        put(json, "p50", last.p50Seconds());
        put(json, "p99", last.p99Seconds());
        return json;
    }

    private static ObjectNode guard(VersionSnapshot.Guard guard) {
        ObjectNode json = JSON.objectNode();
        json.put("verdict", guard.verdict());
        json.put("sentence", guard.sentence());
        put(json, "evidence", guard.evidence());
        ArrayNode findings = json.putArray("findings");
        for (VersionSnapshot.Finding finding : guard.findings()) {
            ObjectNode one = findings.addObject();
            one.put("check", finding.check());
            put(one, "evidence", finding.evidence());
            one.put("sentence", finding.sentence().text());
        }
        json.put("trial", guard.trial());
        put(json, "hold", guard.hold());
        json.putObject("calibration")
                .put("runs", guard.calibration().runs())
                .put("cried", guard.calibration().cried())
                .put("divisor", guard.calibration().divisor());
        return json;
    }

    private static ObjectNode difference(ServiceSnapshot.Difference difference) {
        ObjectNode json = JSON.objectNode();
        json.put("key", difference.key());
        json.put("file", difference.file());
        json.put("now", difference.now());
        json.put("by", difference.by());
        json.put("at", difference.at().toString());
        return json;
    }

    static void put(ObjectNode json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        } else {
            json.putNull(key);
        }
    }

    private static void put(ObjectNode json, String key, Optional<String> value) {
        value.ifPresentOrElse(text -> json.put(key, text), () -> json.putNull(key));
    }
}
