package io.dimmer.config.file.keys;

import io.dimmer.config.edge.TrustSpec;
import io.dimmer.config.edge.TrustSpec.Header;
import io.dimmer.config.file.model.Context;
import io.dimmer.config.file.model.Definitions;
import io.dimmer.config.file.model.Fields;
import io.dimmer.config.file.model.Key;
import io.dimmer.config.file.model.ListType;
import io.dimmer.config.file.model.ScalarType;
import io.dimmer.config.file.model.Section;
import io.dimmer.config.file.model.Type;
import io.dimmer.config.file.model.Values;
import io.dimmer.config.file.yaml.Mapping;
import io.dimmer.config.file.yaml.Node;
import io.dimmer.config.value.Network;
import io.dimmer.config.value.UnexpectedValueException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose word is taken for who a client is: a list of networks, or a mapping with more to say. */
final class TrustKeys implements Type<TrustSpec> {
    static final TrustKeys TRUST = new TrustKeys();

    private static final int MOST_HOPS = 32;
    private static final ListType<Network> BRIEF = ListType.any(Values.NETWORK, "networks");
    private static final List<String> HEADERS =
            Arrays.stream(Header.values()).map(Header::text).toList();
    private static final ScalarType<Header> HEADER_TYPE = new ScalarType<>(
            "X-Forwarded-For or Forwarded",
            "X-Forwarded-For or Forwarded",
            (scalar, context) -> header(scalar.text()),
            Map.of("enum", HEADERS));

    private static final Key<List<Network>> FROM = Key.required("from", ListType.some(Values.NETWORK, "networks"))
            .means("The networks of your proxies.")
            .such("[10.0.0.0/8]");
    private static final Key<Integer> HOPS = Key.optional("hops", Values.wholeNumber(1, MOST_HOPS), "any number")
            .means("How many proxies one behind the other are believed at most, the one that connects included.")
            .such("2");
    private static final Key<Header> HEADER = Key.optional(
                    "header", HEADER_TYPE, "`X-Forwarded-For`, and where there is none `Forwarded`")
            .means("Which header your proxies write. The other one is then not believed, and not passed on.")
            .such("Forwarded");
    private static final Section<TrustSpec> FULL = Section.of(
            "trusted proxies", "The long form of trusted proxies.", List.of(FROM, HOPS, HEADER), TrustKeys::full);

    private TrustKeys() {}

    private static Header header(String text) {
        return Arrays.stream(Header.values())
                .filter(header -> header.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new UnexpectedValueException("header", text, "X-Forwarded-For or Forwarded"));
    }

    private static Optional<TrustSpec> full(Fields fields) {
        Optional<List<Network>> from = fields.maybe(FROM);
        Optional<Integer> hops = fields.maybe(HOPS);
        Optional<Header> header = fields.maybe(HEADER);
        return from.map(networks -> new TrustSpec(networks, hops, header));
    }

    @Override
    public Optional<TrustSpec> read(Node node, Context context) {
        return node instanceof Mapping
                ? FULL.read(node, context)
                : BRIEF.read(node, context)
                        .map(networks -> new TrustSpec(networks, Optional.empty(), Optional.empty()));
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Map.of("anyOf", List.of(BRIEF.schema(definitions), FULL.schema(definitions)));
    }

    @Override
    public String words() {
        return BRIEF.words() + ", or " + FULL.words();
    }

    @Override
    public String expected() {
        return BRIEF.expected();
    }

    @Override
    public Stream<Section<?>> sections() {
        return FULL.sections();
    }
}
