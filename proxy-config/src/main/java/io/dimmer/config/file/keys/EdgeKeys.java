package io.dimmer.config.file.keys;

import io.dimmer.config.edge.AdminSpec;
import io.dimmer.config.edge.LimitsSpec;
import io.dimmer.config.edge.ListenerSpec;
import io.dimmer.config.edge.ProbesSpec;
import io.dimmer.config.edge.StateSpec;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Listeners, admin, probes and state. */
final class EdgeKeys {
    private static final String STATE_DIRECTORY = "STATE_DIRECTORY";

    private static final Key<String> LISTENER_NAME = Key.required("name", NameValues.LISTENER)
            .means("Names the listener in metrics and messages.")
            .such("edge");
    private static final Key<Address> LISTENER_ADDRESS = Key.required("address", Values.ADDRESS)
            .means("Where users come in. Port 0: the system chooses.")
            .such("127.0.0.1:8080");

    private static final Key<UnaryOperator<LimitsSpec>> LISTENER_LIMITS = Key.optional(
                    "limits", LimitsKeys.OF_LISTENER, "those of `limits`")
            .means("Any key of the top-level `limits`, for this listener.")
            .such("{maxBody: 2GiB}");

    private static final Key<List<Network>> PROXY_FROM = Key.required("from", ListType.some(Values.NETWORK, "networks"))
            .means("Connections from there must begin with a header of version 1 or 2; from elsewhere none may.")
            .such("[10.0.0.0/8]");
    private static final Section<List<Network>> PROXY = Section.of(
            "PROXY protocol",
            "Whose word is taken, before the first request, for who a client is.",
            List.of(PROXY_FROM),
            fields -> fields.maybe(PROXY_FROM));
    private static final Key<List<Network>> PROXY_PROTOCOL = Key.of(
                    "proxyProtocol", PROXY, List.of(), "no connection begins with its header")
            .means("The PROXY protocol, by which a balancer in front tells who the client is.")
            .such("{from: [10.0.0.0/8]}");

    static final Section<Listener> LISTENER = Section.of(
                    "listener",
                    "One socket that users come to.",
                    List.of(LISTENER_NAME, LISTENER_ADDRESS, PROXY_PROTOCOL, LISTENER_LIMITS),
                    EdgeKeys::listener)
            .later("redirect", "protocols", "tls");

    private static final Key<Address> ADMIN_ADDRESS = Key.of(
                    "address", Values.ADDRESS, AdminSpec.DEFAULT.address(), "127.0.0.1:9901")
            .noted()
            .means("Dashboard, API, metrics and probes. Without `tokens` it must be loopback.")
            .such("127.0.0.1:9901");
    private static final Key<Path> TOKENS = Key.optional(
                    "tokens", Values.PATH, "no tokens, whoever is on this machine may do everything")
            .means("The file of token hashes and roles, made by `./dimmer token new`.")
            .such("admin-tokens.yaml");

    static final Section<AdminSpec> ADMIN = Section.of(
                    "admin", "The listener for people and scripts.", List.of(ADMIN_ADDRESS, TOKENS), EdgeKeys::admin)
            .later("requireWhy", "fourEyes");

    private static final Key<Address> PROBES_ADDRESS = Key.required("address", Values.ADDRESS)
            .means("Answers `/ready`, `/live` and `/metrics`, read-only: may be opened to kubelet and Prometheus.")
            .such("0.0.0.0:9902");

    static final Section<ProbesSpec> PROBES = Section.of(
            "probes",
            "The read-only listener for probes and metrics.",
            List.of(PROBES_ADDRESS),
            fields -> fields.maybe(PROBES_ADDRESS).map(ProbesSpec::new));

    private static final ScalarType<Optional<Path>> NO_STATE = Values.only("none", "a path, or none", Optional.empty());
    private static final ScalarType<Optional<Path>> STATE_PATH = new ScalarType<>(
            "path, or none",
            "a path, or none",
            (scalar, context) -> scalar.text().equals("none")
                    ? NO_STATE.parse().parse(scalar, context)
                    : Optional.of(Values.PATH.parse().parse(scalar, context)),
            Values.PATH.shape());

    private static final Key<Optional<Path>> STATE_DIR = Key.optional(
                    "dir", STATE_PATH, "`./state` beside the file, or `$STATE_DIRECTORY` of systemd")
            .means(
                    "Where weights, states and all that is changed at run time outlives a restart. `none` gives that up.")
            .such("/var/lib/dimmer");

    static final Section<StateSpec> STATE =
            Section.of("state", "Where run-time state lives.", List.of(STATE_DIR), EdgeKeys::state);

    private EdgeKeys() {}

    /** A listener as it is written, what it makes of the limits of all, and where its name and its address stand. */
    record Listener(ListenerSpec spec, UnaryOperator<LimitsSpec> limits, Place name, Place address) {
        /** With the limits that hold for it. */
        ListenerSpec under(LimitsSpec all) {
            return new ListenerSpec(spec.name(), spec.address(), limits.apply(all), spec.proxyProtocol());
        }
    }

    private static Optional<Listener> listener(Fields fields) {
        Optional<String> name = fields.maybe(LISTENER_NAME);
        Optional<Address> address = fields.maybe(LISTENER_ADDRESS);
        UnaryOperator<LimitsSpec> limits = fields.maybe(LISTENER_LIMITS).orElse(UnaryOperator.identity());
        List<Network> proxies = fields.get(PROXY_PROTOCOL);
        return name.flatMap(n -> address.map(a -> new ListenerSpec(n, a, LimitsSpec.DEFAULT, proxies)))
                .map(spec -> new Listener(spec, limits, fields.place(LISTENER_NAME), fields.place(LISTENER_ADDRESS)));
    }

    private static Optional<AdminSpec> admin(Fields fields) {
        Address address = fields.get(ADMIN_ADDRESS);
        Optional<Path> tokens = fields.maybe(TOKENS);
        if (address.isLoopback()) {
            return Optional.of(new AdminSpec(address, tokens));
        }
        if (!fields.written(TOKENS)) {
            fields.problem(
                    fields.place(ADMIN_ADDRESS), address.toString(), "a loopback address, or admin.tokens as well");
        } else {
            fields.warn(fields.place(ADMIN_ADDRESS), address + " is open to the network and tokens travel in clear");
        }
        return tokens.map(file -> new AdminSpec(address, Optional.of(file)));
    }

    private static Optional<StateSpec> state(Fields fields) {
        Optional<Optional<Path>> dir = fields.maybe(STATE_DIR);
        if (dir.isPresent() && dir.get().isEmpty()) {
            fields.warn(fields.place(STATE_DIR), "what is changed at run time is forgotten at a restart");
        }
        StateSpec spec = dir.map(StateSpec::new).orElseGet(() -> defaultState(fields));
        if (!fields.written(STATE_DIR)) {
            spec.dir().ifPresent(path -> fields.note(STATE_DIR, path.toString()));
        }
        return Optional.of(spec);
    }

    /** The folder that systemd made for the service, the first if there are several; else the one beside the file. */
    static StateSpec defaultState(Fields fields) {
        String given = fields.context().environment().variables().getOrDefault(STATE_DIRECTORY, "");
        String first = given.split(":", 2)[0];
        Path beside = fields.context().directory();
        return new StateSpec(Optional.of(beside.resolve(first.isEmpty() ? "state" : first)));
    }
}
