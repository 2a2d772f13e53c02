package io.dimmer.admin;

import io.dimmer.admin.api.Changing;
import io.dimmer.admin.api.Explaining;
import io.dimmer.admin.api.Reading;
import io.dimmer.admin.api.Reloading;
import io.dimmer.admin.api.RunReading;
import io.dimmer.admin.gate.Right;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** The tables of calls: what {@code openapi.json} describes. */
final class Calls {
    static final String API = "/api/v1";

    private static final String SERVICE = API + "/services/:service";
    private static final String VERSION = SERVICE + "/versions/:version";

    private static final String RUNS = SERVICE + "/runs";
    private static final String RUN = RUNS + "/:run";
    private static final String RELOAD = API + "/reload";

    private Calls() {}

    /** What the probes listener answers, to anybody. */
    static List<Call> probes(Reading reading) {
        return List.of(
                Call.get("/ready", Right.OPEN, reading::ready),
                Call.get("/live", Right.OPEN, reading::live),
                Call.get("/metrics", Right.OPEN, reading::metrics));
    }

    /** What the admin listener answers. Metrics tell the names of services, so they take a token where there are any. */
    static List<Call> admin(
            Reading reading,
            RunReading runs,
            Changing changing,
            Reloading reloading,
            Explaining explaining,
            Pages pages) {
        List<Call> calls = new ArrayList<>(pages.calls());
        calls.add(Call.get("/ready", Right.OPEN, reading::ready));
        calls.add(Call.get("/live", Right.OPEN, reading::live));
        calls.add(Call.get("/metrics", Right.READ, reading::metrics));
        calls.add(Call.get(API + "/services", Right.READ, reading::services));
        calls.add(Call.get(SERVICE, Right.READ, reading::service));
        calls.add(Call.get(RUNS, Right.READ, runs::runs));
        calls.add(Call.get(RUN, Right.READ, runs::run));
        calls.add(Call.get(RUN + "/histogram", Right.READ, runs::histogram));
        calls.add(Call.get(API + "/config", Right.READ, reading::config));
        calls.add(Call.get(API + "/explain", Right.READ, explaining::explain));
        calls.add(new Call(HttpMethod.PATCH, SERVICE + "/weights", Right.OPERATE, changing::weights));
        calls.add(new Call(HttpMethod.PUT, VERSION + "/state", Right.TURN_DOWN, changing::state));
        calls.add(new Call(HttpMethod.POST, VERSION + "/trial", Right.OPERATE, changing::trial));
        calls.add(new Call(HttpMethod.PUT, SERVICE + "/kill-switch", Right.TURN_DOWN, changing::killSwitchOn));
        calls.add(new Call(HttpMethod.DELETE, SERVICE + "/kill-switch", Right.OPERATE, changing::killSwitchOff));
        calls.add(Call.get(RELOAD, Right.READ, reloading::last));
        calls.add(new Call(HttpMethod.POST, RELOAD, Right.ADMINISTER, reloading::reload));
        return calls;
    }
}
