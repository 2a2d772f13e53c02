package io.dimmer.config.file.keys.service;

import io.dimmer.config.file.model.Either;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.MapType;
import io.dimmer.config.file.model.NameValues;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.problem.Place;
import io.dimmer.config.service.ProxyProtocol;
import io.dimmer.config.value.Address;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Versions and their endpoints. */
final class VersionKeys {
    private static final int LONGEST_LABEL = 256;

    private static final Key<Address> ENDPOINT_ADDRESS =
            Key.required("address", Values.ENDPOINT).means("Where it is.").such("10.0.0.5:8080");
    private static final Section<Address> ENDPOINT = Section.of(
                    "endpoint",
                    "The long form of one endpoint.",
                    List.of(ENDPOINT_ADDRESS),
                    fields -> fields.maybe(ENDPOINT_ADDRESS))
            .later("resolve", "state");

    private static final ScalarType<String> LABEL = Values.text(
            "text", "a text of 1 to 256 characters", "^[^\\u0000-\\u001f\\u007f]{1,256}$", VersionKeys::label);

    private static final Key<List<Address>> ENDPOINTS = Key.required(
                    "endpoints", ListType.some(new Either<>(Values.ENDPOINT, ENDPOINT), "addresses"))
            .means("Where it runs.")
            .such("[10.0.0.5:8080, 10.0.0.6:8080]");
    private static final Key<Weights.Written> WEIGHT = Key.optional(
                    "weight", Weights.TYPE, "1 for stable, 0 for the others")
            .means("Relative to the other versions, 0 to 10000; or, for all of them, shares that add up to 100%.")
            .such("5");
    private static final Key<Map<String, String>> LABELS = Key.of(
                    "labels", new MapType<>(NameValues.NAMES, LABEL, "labels by name", 0), Map.of(), "no labels")
            .means("Free text. A new `build` starts a new trial.")
            .such("{build: 1.42.0}");

    private static final Key<ProxyProtocol> PROXY_PROTOCOL = Key.optional(
                    "proxyProtocol", Values.word(ProxyProtocol.values()), "it is not told")
            .means("Each connection begins with a header that tells who the client is, and serves one request.")
            .such("v2");

    static final Section<Written> VERSION = Section.of(
                    "version",
                    "One deployable variant of a service.",
                    List.of(ENDPOINTS, WEIGHT, LABELS, PROXY_PROTOCOL),
                    VersionKeys::version)
            .later("protocol", "tls", "connections");

    private VersionKeys() {}

    /**
     * A version as it is written; its weight depends on the others.
     *
     * @param name not checked
     * @param endpoints at least one
     * @param weight empty when none is written, or when it was not understood
     * @param weightUnknown whether it was not understood
     * @param weightPlace where it stands
     * @param labels by name
     * @param proxyProtocol how its endpoints are told who the client is
     */
    record Written(
            String name,
            List<Address> endpoints,
            Optional<Weights.Written> weight,
            boolean weightUnknown,
            Place weightPlace,
            Map<String, String> labels,
            Optional<ProxyProtocol> proxyProtocol) {
        /** True when it has a weight, and that is a share or is none. */
        boolean has(boolean share) {
            return weight.isPresent() && weight.get().share() == share;
        }
    }

    private static Optional<Written> version(Fields fields) {
        Optional<List<Address>> endpoints = fields.maybe(ENDPOINTS).filter(addresses -> !addresses.isEmpty());
        Optional<Weights.Written> weight = fields.maybe(WEIGHT);
        Map<String, String> labels = fields.get(LABELS);
        Optional<ProxyProtocol> proxyProtocol = fields.maybe(PROXY_PROTOCOL);
        return endpoints.map(addresses -> new Written(
                fields.name(), addresses, weight, fields.failed(WEIGHT), fields.place(WEIGHT), labels, proxyProtocol));
    }

    private static String label(String text) {
        boolean fits = !text.isEmpty() && text.length() <= LONGEST_LABEL;
        UnexpectedValueException.unless(
                fits && text.chars().noneMatch(Character::isISOControl),
                "label",
                text,
                "a text of 1 to 256 characters");
        return text;
    }
}
