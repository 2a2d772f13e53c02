package io.dimmer.config.file;

import io.dimmer.config.file.keys.RootKeys;
import io.dimmer.config.file.model.Definitions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The JSON Schema of the configuration file, made of the same description of keys that reads it. */
public final class Schema {
    private Schema() {}

    /**
     * The schema, draft 2020-12, for editors and checks before the proxy sees a file. It cannot express what holds between
     * keys: that names lead somewhere, that weights are not all 0, that addresses do not clash.
     */
    public static String json() {
        Definitions definitions = new Definitions();
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", "urn:dimmer:schema:configuration:1");
        root.put("title", "Dimmer configuration");
        root.putAll(RootKeys.file().schema(definitions));
        root.put("$defs", new TreeMap<>(definitions.byName()));
        return Json.print(root);
    }
}
