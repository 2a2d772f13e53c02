package io.dimmer.admin.api;

import io.dimmer.admin.answer.Problem;
import io.dimmer.admin.answer.Replies;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.value.ServiceName;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.control.Control;
import io.dimmer.control.ServiceSnapshot;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The calls that only read. */
public final class Reading {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String YAML = "application/yaml";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Control control;
    private final Supplier<String> metrics;

    /** Behind the door of the control plane. */
    public Reading(Control control, Supplier<String> metrics) {
        this.control = control;
        this.metrics = metrics;
    }

    /** {@code /ready}: whether requests are taken. */
    public void ready(RoutingContext context) {
        if (control.ready()) {
            Replies.text(context, OK, "ready\n");
        } else {
            Replies.text(context, UNAVAILABLE, "not ready: no listener is open, or the proxy is stopping\n");
        }
    }

    /** {@code /live}: whether anything is alive here. */
    public void live(RoutingContext context) {
        Replies.text(context, OK, "live\n");
    }

    /** Off the loop: many series take a while to write, and a probe must not wait for them. */
    public void metrics(RoutingContext context) {
        context.vertx()
                .executeBlocking(metrics::get, false)
                .onSuccess(text -> Replies.send(context, METRICS, text))
                .onFailure(context::fail);
    }

    /** All services. */
    public void services(RoutingContext context) {
        Query.of(context);
        List<ServiceSnapshot> services = control.services();
        String tag = services.stream()
                .map(service -> service.name() + "." + service.revision())
                .collect(Collectors.joining("-"));
        context.response().putHeader(HttpHeaders.ETAG, '"' + tag + '"');
        Replies.json(context, ServiceJson.services(services));
    }

    /** One service. */
    public void service(RoutingContext context) {
        Query.of(context);
        ServiceSnapshot service = service(control, context);
        tag(context, service);
        Replies.json(context, ServiceJson.service(service));
    }

    static void tag(RoutingContext context, ServiceSnapshot service) {
        context.response().putHeader(HttpHeaders.ETAG, '"' + Long.toString(service.revision()) + '"');
    }

    /** The service that the path names. */
    static ServiceSnapshot service(Control control, RoutingContext context) {
        return known(control, Query.part(context, "service"));
    }

    /** The service of that name, or a problem that names the nearest. */
    static ServiceSnapshot known(Control control, String name) {
        try {
            return control.service(new ServiceName(name)).orElseThrow(() -> unknown(control, name));
        } catch (UnexpectedValueException notAName) {
            throw unknown(control, name);
        }
    }

    private static Problem.Thrown unknown(Control control, String name) {
        List<ServiceName> known =
                control.services().stream().map(ServiceSnapshot::name).toList();
        return Problem.notFound("service: found " + Problem.shown(name) + ", expected " + Words.oneOf(name, known))
                .thrown();
    }

    /** The configuration in force, or what differs from the file. */
    public void config(RoutingContext context) {
        boolean diff = Query.of(context, "diff").flag("diff");
        Replies.send(context, YAML, diff ? ConfigDiff.yaml(control.differing()) : control.configYaml());
    }
}
