package io.dimmer.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The schema, in the eyes of an editor, agrees with the reader. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(Schema.json());

    /** What no JSON Schema of ours can express: files of the corpus name one of these, and the schema accepts them. */
    private static final Set<String> BLIND = Set.of(
            "reference", // a name that leads nowhere
            "between keys", // weights, clashes, ties: what holds between values
            "range with unit", // the range of a number inside a text
            "number format", // decimals of a weight
            "address", // what the digits of an address or a port may be
            "regular expression", // what one may be
            "merge key", // which some readers of YAML resolve before the schema sees it
            "environment"); // what a variable will hold

    /** No tree that an editor could check. */
    private static final String NOT_YAML = "not YAML";

    private static Set<ValidationMessage> refusals(Corpus.Entry entry) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        Object tree = new Load(settings).loadFromString(entry.text());
        return SCHEMA.validate(JSON.valueToTree(tree));
    }

    @ParameterizedTest
    @MethodSource("io.dimmer.config.file.Corpus#good")
    void acceptsWhatTheReaderAccepts(Corpus.Entry entry) {
        assertThat(refusals(entry)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.dimmer.config.file.Corpus#bad")
    void refusesWhatTheReaderRefusesUnlessItIsListedAsBlind(Corpus.Entry entry) {
        if (entry.schema().contains(NOT_YAML)) {
            return;
        }
        assertThat(BLIND).containsAll(entry.schema());
        assertThat(refusals(entry).isEmpty())
                .as("accepted by the schema, which is blind for " + entry.schema())
                .isEqualTo(!entry.schema().isEmpty());
    }

    @Test
    void usesEveryKindOfBlindnessThatItClaims() {
        Set<String> used = Corpus.bad()
                .flatMap(entry -> entry.schema().stream())
                .filter(reason -> !reason.equals(NOT_YAML))
                .collect(Collectors.toSet());
        assertThat(used).isEqualTo(BLIND);
    }

    /** An editor cannot tell a plain {@code null} from a key without a value; the reader takes it as a text. */
    @Test
    void isStricterThanTheReaderForAPlainNull() {
        String text = """
                listeners: [{name: edge, address: 127.0.0.1:8080}]
                services: {shop: {versions: {blue: {endpoints: [127.0.0.1:9001], labels: {build: null}}}}}
                """;
        Corpus.Entry entry = new Corpus.Entry("null", text, List.of(), List.of());
        assertThat(entry.read()
                        .value()
                        .orElseThrow()
                        .services()
                        .get(0)
                        .versions()
                        .get(0)
                        .build())
                .contains("null");
        assertThat(refusals(entry)).isNotEmpty();
    }

    @Test
    void isValidJsonOfTheDraftItNamesAndTheSameEachTime() throws JsonProcessingException {
        JsonNode schema = JSON.readTree(Schema.json());
        assertThat(schema.get("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(schema)).isEmpty();
        assertThat(Schema.json()).isEqualTo(Schema.json());
    }

    @Test
    void describesEveryPropertyInWords() throws JsonProcessingException {
        JsonNode definitions = JSON.readTree(Schema.json()).get("$defs");
        TreeMap<String, String> undescribed = new TreeMap<>();
        definitions
                .properties()
                .forEach(definition -> definition
                        .getValue()
                        .path("properties")
                        .properties()
                        .forEach(property -> {
                            if (property.getValue().path("description").asText().isBlank()) {
                                undescribed.put(definition.getKey(), property.getKey());
                            }
                        }));
        assertThat(undescribed).isEmpty();
    }
}
